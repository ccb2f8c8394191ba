import { createConnection, createServer, type Socket } from 'node:net';
import { chmodSync } from 'node:fs';
import type { Answer } from '../core/cli/answers.ts';
import type { DurationMs } from '../../preload/contract/snapshot.ts';
import { isAnswerAddress, newAnswerAddress } from './answer-address.ts';
import { answerLine, parseAnswer } from './messages.ts';

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
 * alone, or any program could have this one speak to a socket of its choice.
 */
export function sendAnswer(address: string, answer: Answer, { untilExit = false } = {}): Promise<void> {
  if (!isAnswerAddress(address, process.platform)) return Promise.resolve();
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
