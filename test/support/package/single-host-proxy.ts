import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A proxy that leads one name to a server of the tests, and every other name nowhere. */
export interface SingleHostProxy {
  /** Chromium's switches that send everything through it, also what goes to this machine. */
  readonly switches: readonly string[];
  /** The other hosts that were asked for: `host:port`, or a whole address. */
  readonly otherHosts: readonly string[];
  stop(): Promise<void>;
}

/** Starts a proxy that leads `name` to `port` of this machine, and refuses and records every other host. */
export async function startSingleHostProxy(name: string, port: number): Promise<SingleHostProxy> {
  const otherHosts: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    otherHosts.push(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('connect', ({ url }: IncomingMessage, socket: Socket) => {
    if (url !== name) {
      otherHosts.push(url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: proxyPort } = server.address() as AddressInfo;
  return {
    switches: [`--proxy-server=127.0.0.1:${proxyPort}`, '--proxy-bypass-list=<-loopback>'],
    otherHosts,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
