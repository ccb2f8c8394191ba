import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FOLDER = 'nerd-tray-';
const SOCKET = 'answer';
const PIPE = '\\\\.\\pipe\\nerd-tray-';
/** What the name of a Unix socket can be at most, in bytes (sun_path, on macOS). */
const LONGEST_SOCKET_BYTES = 103;

/** A place to wait for one answer at, and how to take it away again. */
export interface AnswerAddress {
  readonly path: string;
  readonly remove: () => void;
}

/**
 * Makes one: below a fresh folder that is the user's alone, or on Windows a pipe with a name that cannot be guessed.
 * Throws if there can be no folder.
 */
export function newAnswerAddress(): AnswerAddress {
  if (process.platform === 'win32')
    return { path: `${PIPE}${randomBytes(16).toString('hex')}`, remove: () => undefined };
  const runtime = process.env['XDG_RUNTIME_DIR'];
  const candidates = [...(runtime === undefined ? [] : [runtime]), tmpdir(), '/tmp'];
  let failure: unknown;
  for (const base of candidates.filter(fits)) {
    try {
      const folder = mkdtempSync(join(base, FOLDER));
      const remove = (): void => rmSync(folder, { recursive: true, force: true });
      return { path: join(folder, SOCKET), remove };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Whether this has the form of an address that {@link newAnswerAddress} makes: the app connects to no other. */
export function isAnswerAddress(text: string, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return text.startsWith(PIPE) && /^[\da-f]{32}$/u.test(text.slice(PIPE.length));
  return (
    Buffer.byteLength(text) <= LONGEST_SOCKET_BYTES &&
    text === join(dirname(text), SOCKET) &&
    /^\/(?:[^\0]*\/)?nerd-tray-\w{6}\/answer$/u.test(text)
  );
}

/** Node puts six characters behind the folder's name. */
function fits(base: string): boolean {
  return base.startsWith('/') && isAnswerAddress(join(base, `${FOLDER}abcdef`, SOCKET), process.platform);
}
