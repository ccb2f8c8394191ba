import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';

/** Sees every attempt of a program to speak to somebody. */
export interface TrafficLog {
  readonly port: number;
  /** To whom: `host:port` as the program named it, or the first bytes of what it sent. */
  readonly attempts: readonly string[];
  stop(): Promise<void>;
}

/** A proxy that lets through only what goes to `allowed` (host:port), and logs all. */
export async function startLoggingProxy(allowed: string): Promise<TrafficLog> {
  const attempts: string[] = [];
  const server = createServer((request, response) => {
    const target = new URL(request.url ?? '/', 'http://no-target');
    attempts.push(target.host);
    if (target.host === allowed) forward(target, request, response);
    else response.writeHead(403).end();
  });
  server.on('connect', ({ url }: IncomingMessage, socket: Socket) => {
    attempts.push(url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  return listening(server, attempts);
}

/** A server on which every name ends that a program looks up, if its resolver is told so; it answers nothing. */
export async function startSinkServer(): Promise<TrafficLog> {
  const attempts: string[] = [];
  const server = createTcpServer((socket) => {
    // A connection opened in advance says nothing, and is an attempt all the same.
    const place = attempts.push('a connection without a word') - 1;
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes) => {
      attempts[place] = bytes.toString('latin1').slice(0, 400);
      socket.destroy();
    });
  });
  return listening(server, attempts);
}

async function listening(server: ReturnType<typeof createTcpServer>, attempts: string[]): Promise<TrafficLog> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    attempts,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function forward(target: URL, request: IncomingMessage, response: ServerResponse): void {
  const onward = httpRequest(target, { method: request.method ?? 'GET', headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
