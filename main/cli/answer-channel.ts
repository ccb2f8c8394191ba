import { createConnection, createServer, type Socket } from 'node:net';
import { chmodSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import type { Answer } from '../core/cli/answers.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import { answerLine, parseAnswer } from './messages.ts';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** More than any answer has; whoever sends more is cut off. */
const LARGEST_ANSWER_BYTES = 65_536;
/** The asking process waits already, so connecting takes no time. */
const LONGEST_SEND_MS: DurationMs = 2000;

/** One answer is waited for here, once. */
export interface AnswerChannel {
  readonly address: string;
  /** The answer, or undefined when the time is over or `given` up before. */
  readonly answer: (longestMs: DurationMs, given?: Promise<unknown>) => Promise<Answer | undefined>;
  readonly close: () => void;
}

/**
 * Opens a channel for one call. It is opened by the process that asks, so that the app that runs keeps no door that could
 * be knocked at. Rejects if there can be none.
 */
export async function openAnswerChannel(): Promise<AnswerChannel> {
  const { path, remove } = newAnswerAddress();
  let take: (answer: Answer) => void = () => undefined;
  const first = new Promise<Answer>((resolve) => (take = resolve));
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    readAnswer(socket, take);
  });
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
    remove();
  };
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
    if (process.platform !== 'win32') chmodSync(path, 0o600);
  } catch (error) {
    close();
    throw error;
  }
  return {
    address: path,
    answer: (longestMs, given = new Promise(() => undefined)) =>
      new Promise((resolve) => {
        const giveUp = (): void => {
          resolve(undefined);
        };
        const timer = setTimeout(giveUp, longestMs);
        void given.then(giveUp);
        void first.then((answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
      }),
    close,
  };
}

/** Takes what `socket` has sent when it ends: the app that quits holds it open until it is gone. */
function readAnswer(socket: Socket, take: (answer: Answer) => void): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (text.length > LARGEST_ANSWER_BYTES) socket.destroy();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    const answer = text.length > LARGEST_ANSWER_BYTES ? undefined : parseAnswer(text);
    if (answer !== undefined) take(answer);
  });
}

/**
 * Gives the answer to who waits for it at `address`, and closes; with `untilExit` the end of this process closes it.
 * Never rejects: whoever asked may be gone, and then nobody is left to be told. An address that is none of ours is left
 * alone, or any program could have this one speak to a socket of its choice; so is one that a link leads away from.
 */
export function sendAnswer(address: string, answer: Answer, { untilExit = false } = {}): Promise<void> {
  if (!isAnswerAddress(address, process.platform) || !isOwnSocket(address)) return Promise.resolve();
  return new Promise((resolve) => {
    const socket = createConnection(address);
    const written = (): void => {
      socket.unref();
      resolve();
    };
    socket.setTimeout(LONGEST_SEND_MS, () => {
      if (!untilExit) socket.destroy();
      resolve();
    });
    socket.once('error', () => {
      resolve();
    });
    // Nothing that comes back is of interest, but the end has to be seen.
    socket.resume();
    if (untilExit) socket.write(answerLine(answer), written);
    else socket.end(answerLine(answer), written);
  });
}

const FOLDER = 'nerd-tray-';
const SOCKET = 'answer';
const PIPE = '\\\\.\\pipe\\nerd-tray-';
/** What the name of a Unix socket can be at most, in bytes (sun_path, on macOS). */
const LONGEST_SOCKET_BYTES = 103;

/** A place to wait for one answer at, and how to take it away again. */
interface AnswerAddress {
  readonly path: string;
  readonly remove: () => void;
}

/**
 * Makes one: below a fresh folder that is the user's alone, or on Windows a pipe with a name that cannot be guessed.
 * Throws if there can be no folder.
 */
function newAnswerAddress(): AnswerAddress {
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

/** Whether nobody but this user can have put it there: neither folder nor socket is a link, and both are the user's alone. */
function isOwnSocket(address: string): boolean {
  if (process.platform === 'win32') return true;
  try {
    const [folder, socket] = [lstatSync(dirname(address)), lstatSync(address)];
    const isAlone = [folder, socket].every(({ uid, mode }) => uid === process.getuid?.() && (mode & 0o077) === 0);
    return isAlone && folder.isDirectory() && socket.isSocket();
  } catch {
    return false; // whoever asked is gone
  }
}

/** Node puts six characters behind the folder's name. */
function fits(base: string): boolean {
  return base.startsWith('/') && isAnswerAddress(join(base, `${FOLDER}abcdef`, SOCKET), process.platform);
}
