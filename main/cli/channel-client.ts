import { createConnection } from 'node:net';
import type { CliRequest } from '../core/cli/command-line.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import { requestLine } from './messages.ts';
import { isOwnSocket } from './own-socket.ts';

/** The app's first words to whoever connects. Another version with other messages has another one. */
export const GREETING = 'nerd-tray 1\n';
/** An app that runs greets within milliseconds; one that starts on a slow computer takes longer. */
const LONGEST_GREETING_MS: DurationMs = 5000;

/**
 * What came of asking the app that runs: it has taken the request; it runs but does not answer, and the request was
 * not made; or none was found.
 */
export type Asked = 'taken' | 'silent' | 'none';

/** Asks the app that listens at the first of these addresses where one does. Sockets that others can make are left. */
export async function askAtFirst(
  addresses: readonly string[],
  request: CliRequest,
  longestMs: DurationMs = LONGEST_GREETING_MS,
): Promise<Asked> {
  for (const address of addresses.filter(isOwnSocket)) {
    const asked = await askAt(address, requestLine(request), longestMs);
    if (asked !== 'none') return asked;
  }
  return 'none';
}

/** Whether an app, be it stuck, listens at this socket; one that was killed leaves a name behind that nobody hears. */
export async function isListening(address: string): Promise<boolean> {
  return (await askAt(address, '', LONGEST_GREETING_MS)) !== 'none';
}

/** Waits for the greeting, then sends `line`. */
function askAt(address: string, line: string, longestMs: DurationMs): Promise<Asked> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(address);
    const end = (asked: Asked): void => {
      clearTimeout(timer);
      resolve(asked);
      if (asked !== 'taken') socket.destroy();
    };
    const timer = setTimeout(() => {
      end('silent');
    }, longestMs);
    // A full queue of connections (EAGAIN) is that of an app that takes none; all else is that of none.
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(error.code === 'EAGAIN' ? 'silent' : 'none');
    });
    socket.once('close', () => {
      end('none');
    });
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length < GREETING.length) return;
      if (text !== GREETING) end('none');
      else
        socket.end(line, () => {
          end('taken');
        });
    });
  });
}
