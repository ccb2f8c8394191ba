import { createConnection, createServer, type Socket } from 'node:net';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import type { Answer } from '../core/cli/answers.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import { answerLine, parseAnswer } from './messages.ts';
import { isOwnSocket, LONGEST_SOCKET_BYTES } from './own-socket.ts';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** No answer is this long; a sender of more is cut off. */
const LARGEST_ANSWER_BYTES = 65_536;
/** The client already waits when the answer is sent, so connecting takes no time. */
const LONGEST_SEND_MS: DurationMs = 2000;

/** A socket at which a client waits for one answer. */
export interface AnswerChannel {
  /** The path of the Unix socket, or the name of the Windows pipe. */
  readonly address: string;
  /** Gives the answer; undefined after `longestMs`, or as soon as `failure` resolves. */
  readonly answer: (longestMs: DurationMs, failure?: Promise<unknown>) => Promise<Answer | undefined>;
  readonly close: () => void;
}

/**
 * Opens a channel for one answer. The client opens it: an app that the client itself starts can answer there as one
 * that runs already. Rejects if no socket can be made.
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
    answer: (longestMs, failure = new Promise(() => undefined)) =>
      new Promise((resolve) => {
        const giveUp = (): void => {
          resolve(undefined);
        };
        const timer = setTimeout(giveUp, longestMs);
        void failure.then(giveUp);
        void first.then((answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
      }),
    close,
  };
}

/** Reads what `socket` has sent once it closes: an app that quits holds it open until its process has ended. */
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
 * Sends the answer to the client that waits at `address`, and closes the socket; with `untilExit` the end of this
 * process closes it. Never rejects: the client may have ended, and then nobody is left to be told. An address in
 * another form than ours is ignored, or any program could have this one write to a socket of its choice; so is one that
 * a link leads away from.
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
    // Nothing that comes back is of interest, but the socket's end is seen only while it is read.
    socket.resume();
    if (untilExit) socket.write(answerLine(answer), written);
    else socket.end(answerLine(answer), written);
  });
}

const FOLDER = 'nerd-tray-';
const SOCKET = 'answer';
const PIPE = '\\\\.\\pipe\\nerd-tray-';

/** An address to listen at, with the function that deletes what was made for it. */
interface AnswerAddress {
  readonly path: string;
  readonly remove: () => void;
}

/**
 * Makes an address: in a fresh folder that only the user can enter, or on Windows a pipe with a name that cannot be
 * guessed. Throws if no folder can be made.
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

/** Whether a text has the form of an address that {@link newAnswerAddress} makes; the app connects to no other. */
export function isAnswerAddress(text: string, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return text.startsWith(PIPE) && /^[\da-f]{32}$/u.test(text.slice(PIPE.length));
  return (
    Buffer.byteLength(text) <= LONGEST_SOCKET_BYTES &&
    text === join(dirname(text), SOCKET) &&
    /^\/(?:[^\0]*\/)?nerd-tray-\w{6}\/answer$/u.test(text)
  );
}

/** Whether a socket in a folder below `base` has a short enough name; `mkdtemp` appends six characters. */
function fits(base: string): boolean {
  return base.startsWith('/') && isAnswerAddress(join(base, `${FOLDER}abcdef`, SOCKET), process.platform);
}
