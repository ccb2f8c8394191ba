import { spawn } from 'node:child_process';

/** On desktops where wl-copy has to wait for the focus (GNOME), it can wait for ever. */
const LIMIT_MS = 2000;
/** In bytes. This is far above the app's own copies; other apps' can be large. */
const LONGEST_TEXT = 1_048_576;

/**
 * Puts a text on Wayland's clipboard; false if it did not work, or wl-copy is not installed. The text goes to its
 * standard input, since everybody can read arguments. wl-copy keeps it in a private file under /tmp while it is on the
 * clipboard, and deletes that when it is cleared or replaced.
 */
export async function wlCopy(text: string): Promise<boolean> {
  return (await run('wl-copy', ['--type', 'text/plain'], text))?.ok === true;
}

/** Clears Wayland's clipboard; false if it did not work, or wl-copy is not installed. */
export async function wlClear(): Promise<boolean> {
  return (await run('wl-copy', ['--clear']))?.ok === true;
}

/** Gives the text on Wayland's clipboard, '' if there is none; undefined if wl-paste is not installed or hangs. */
export async function wlPaste(): Promise<string | undefined> {
  const pasted = await run('wl-paste', ['--no-newline', '--type', 'text/plain']);
  // wl-paste fails when the clipboard is empty or holds no text.
  return pasted?.ok === false ? '' : pasted?.output;
}

interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * Runs a program; undefined if it is not installed or did not end in time. Its error output may be secret, so it is not
 * read.
 */
function run(program: string, args: readonly string[], input = ''): Promise<Ended | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    // wl-copy goes on in the background to serve the text, so it must not hold this process's pipes.
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
    // A program that ends early closes its input; its exit status is what counts.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    child.once(reads ? 'close' : 'exit', (code: number | null) => {
      resolve(code === null ? undefined : { ok: code === 0, output: Buffer.concat(chunks).toString() });
    });
  });
}
