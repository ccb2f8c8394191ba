import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

import type { ServerIdentity } from './self-signed.ts';

/** Answers one request in raw bytes, well or badly; `socket` is the connection it came on. */
export type RawResponder = (socket: Socket) => void;

/** A server on raw sockets, so that it can break every rule of HTTP. */
export interface FaultServer {
  readonly url: string;
  /** The head of each request, byte for byte. */
  readonly requests: readonly string[];
  /** Connections so far, with a request or without. */
  readonly connections: () => number;
  /** Answers in this way from now on, and forgets the requests so far. */
  answerWith(serve: RawResponder): void;
  stop(): Promise<void>;
}

/** Where the server listens, and whether it speaks TLS. */
export interface FaultServerOptions {
  /** 127.0.0.1 if not given; the whole of 127.0.0.0/8 is this machine, so 127.0.0.2 is another host to a client. */
  readonly host?: string;
  /** Speaks TLS as this server. */
  readonly identity?: ServerIdentity;
}

/** Starts a server on a free port. */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const host = options.host ?? '127.0.0.1';
  const requests: string[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  let serve: RawResponder = (socket) => socket.destroy();

  const listen = (socket: Socket) => {
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      requests.push(head);
      head = '';
      serve(socket);
    });
    // Clients that give up in the middle are what this server is for.
    socket.on('error', () => socket.destroy());
  };
  const server = options.identity ? createTlsServer(options.identity, listen) : createServer(listen);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');

  return {
    url: `${options.identity ? 'https' : 'http'}://${host}:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    answerWith(next) {
      requests.length = 0;
      serve = next;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** Gives a URL on 127.0.0.1 at whose port nothing listens. */
export async function refusedUrl(): Promise<string> {
  const server = await startFaultServer();
  await server.stop();
  return server.url;
}
