import { createConnection } from 'node:net';

/** Says `text` at a socket of the file system, whatever it is, and waits until that is closed. */
export function say(address: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.resume().end(text);
  });
}
