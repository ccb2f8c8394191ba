import { spawn } from 'node:child_process';

/** On desktops where it has to wait for the focus (GNOME), it can wait for ever. */
const LIMIT_MS = 2000;
/** Far more than a copy of ours; what others have on the clipboard can be large. */
const LONGEST_TEXT = 1_048_576;

/**
 * Puts a text on Wayland's clipboard; false if it did not work, or wl-copy is not installed. The text goes to its
 * standard input, since everybody can read arguments. wl-copy keeps it in a private file under /tmp while it is on the
 * clipboard, and deletes that when it is cleared or replaced.
 */
export async function wlCopy(text: string): Promise<boolean> {
  return (await run('wl-copy', ['--type', 'text/plain'], text))?.ok === true;
}

export async function wlClear(): Promise<boolean> {
  return (await run('wl-copy', ['--clear']))?.ok === true;
}

/** The text on Wayland's clipboard, '' if there is none; undefined if wl-paste is not installed or does not answer. */
export async function wlPaste(): Promise<string | undefined> {
  const pasted = await run('wl-paste', ['--no-newline', '--type', 'text/plain']);
  // It fails when nothing is copied, or no text.
  return pasted?.ok === false ? '' : pasted?.output;
}

interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/** Undefined if the program is not there or did not end in time. Tells nothing of what it said: that may be secret. */
function run(program: string, args: readonly string[], input = ''): Promise<Ended | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    // wl-copy goes on in the background to serve the text: it must not hold our pipes.
    const reads = program === 'wl-paste';
    const child = spawn(program, args, {
      stdio: ['pipe', reads ? 'pipe' : 'ignore', 'ignore'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    child.once('error', () => {
      resolve(undefined);
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > LONGEST_TEXT) child.kill();
      else chunks.push(chunk);
    });
    // A program that ends early closes its input under us; how it ended is what counts.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    child.once(reads ? 'close' : 'exit', (code: number | null) => {
      resolve(code === null ? undefined : { ok: code === 0, output: Buffer.concat(chunks).toString() });
    });
  });
}
