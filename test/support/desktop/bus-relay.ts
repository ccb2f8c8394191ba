import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

/** A relay to a bus. It can be cut, as at the end of a session, while the bus itself keeps running for the desktop. */
export interface BusRelay {
  /** The relay's address, for the DBUS_SESSION_BUS_ADDRESS of the app alone. */
  readonly address: string;
  /** Disconnects everybody who uses it; nobody can connect any more. */
  cut(): Promise<void>;
}

/** Starts a relay to the bus at `address`, which must be a Unix socket, with its own socket in `folder`. */
export async function startBusRelay(address: string, folder: string): Promise<BusRelay> {
  const bus = /^unix:path=([^,]+)/u.exec(address)?.[1];
  if (bus === undefined) throw new Error('The bus has no socket to reach it by');
  const path = join(folder, 'bus-wire');
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection(bus);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.once('close', () => {
        open.delete(from);
        to.destroy();
      });
      // The test itself cuts a connection in the middle of a message, so that is no failure.
      from.on('error', () => undefined);
    }
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    address: `unix:path=${path}`,
    async cut() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
