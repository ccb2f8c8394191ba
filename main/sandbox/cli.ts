import { parseArgs } from 'node:util';

import { startSandbox } from './server.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

const USAGE = 'Options: --port N, --json, --until-stdin-closes';

interface CliOptions {
  readonly port: number;
  readonly json: boolean;
  readonly untilStdinCloses: boolean;
}

function optionsFrom(args: string[]): CliOptions | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string' }, json: { type: 'boolean' }, 'until-stdin-closes': { type: 'boolean' } },
    });
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return undefined;
    return { port, json: values.json ?? false, untilStdinCloses: values['until-stdin-closes'] ?? false };
  } catch {
    return undefined; // parseArgs throws on options it does not know; the caller prints the ones there are.
  }
}

async function run(options: CliOptions): Promise<void> {
  const sandbox = await startSandbox({
    clock: { now: () => Date.now() },
    port: options.port,
    tokenLife: { kind: 'onTheHour' },
    week: { kind: 'fixed', lifeMs: WEEK_MS },
  });
  const end = () => void sandbox.stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  // Ends with the process that started it, even if that one is killed.
  if (options.untilStdinCloses) process.stdin.resume().once('close', end);

  // Last, because who reads it may end this process at once.
  const { url, refreshToken } = sandbox;
  console.log(
    options.json ? JSON.stringify({ url, refreshToken }) : `NERD look-alike: ${url}\nRefresh token: ${refreshToken}`,
  );
}

const options = optionsFrom(process.argv.slice(2));
if (options === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  run(options).catch((error: unknown) => {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(
      inUse
        ? `Port ${options.port} is in use. Choose another one, or leave --port out to take a free one.`
        : `The NERD look-alike could not start: ${String(error)}`,
    );
    process.exitCode = 1;
  });
}
