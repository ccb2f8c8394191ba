import { onTestFinished, vi } from 'vitest';

/** Is thrown where the code under test ends the process, so that nothing after that runs. */
class Ended extends Error {
  constructor(readonly code: number) {
    super(`the process has ended with ${code}`);
  }
}

/** How the code under test has ended the process: its exit status, and what it had printed by then. */
export interface EndedProcess {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs what may end this process, and gives how it does; `code` is undefined if it does not. `process.exit` and the two
 * outputs are mocked meanwhile, since the process is that of the tests. Rejects with any other error.
 */
export async function endOf(run: () => Promise<unknown>): Promise<EndedProcess> {
  let code: number | undefined;
  const printed = { stdout: '', stderr: '' };
  const mocks = [
    vi.spyOn(process, 'exit').mockImplementation((status) => {
      throw new Ended(Number(status));
    }),
    ...(['stdout', 'stderr'] as const).map((name) =>
      vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
        printed[name] += String(text);
        const written = rest.find((each) => typeof each === 'function');
        written?.();
        return true;
      }),
    ),
  ];
  const restore = (): void => {
    for (const mock of mocks) mock.mockRestore();
  };
  onTestFinished(restore);
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    code = error.code;
  } finally {
    restore();
  }
  return { code, ...printed };
}
