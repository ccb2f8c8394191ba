import type { RawResponder } from './fault-server.ts';

/** The parts of an HTTP response. */
export interface RawResponse {
  readonly status: string;
  readonly headers?: readonly string[];
  readonly body?: string | Uint8Array;
}

const head = (status: string, headers: readonly string[]) =>
  [`HTTP/1.1 ${status}`, ...headers, 'Connection: close', '', ''].join('\r\n');

/** Gives a responder that sends a whole response with its right length and ends the connection. */
export function rawResponse({ status, headers = [], body = '' }: RawResponse): RawResponder {
  const bytes = Buffer.from(body);
  return (socket) =>
    socket.end(Buffer.concat([Buffer.from(head(status, [...headers, `Content-Length: ${bytes.length}`])), bytes]));
}

/** Gives a responder that sends a 200 with this JSON text. */
export const jsonText = (body: string | Uint8Array, headers: readonly string[] = []): RawResponder =>
  rawResponse({ status: '200 OK', headers: ['Content-Type: application/json', ...headers], body });

/** Gives a responder that sends a 200 with this value as JSON. */
export const jsonValue = (value: unknown): RawResponder => jsonText(JSON.stringify(value));

/** A body that comes a byte at a time and takes far longer than anybody waits. */
export const dripping: RawResponder = (socket) => {
  socket.write(head('200 OK', ['Content-Type: application/json', 'Content-Length: 1000']));
  const timer = setInterval(() => socket.write(' '), 50);
  socket.on('close', () => clearInterval(timer));
};

/** Takes the request and says nothing, ever. */
export const silent: RawResponder = () => undefined;

/** Ends the connection with a TCP reset before any answer. */
export const resetAtOnce: RawResponder = (socket) => socket.resetAndDestroy();

/** Sends half of what it promised, then a TCP reset. */
export const resetInBody: RawResponder = (socket) => {
  socket.write(`${head('200 OK', ['Content-Type: application/json', 'Content-Length: 1000'])}{"access_token":"`, () =>
    socket.resetAndDestroy(),
  );
};

/** Sends half of what it promised, then ends the connection as if all was well. */
export const cutOffBody: RawResponder = (socket) => {
  socket.end(`${head('200 OK', ['Content-Type: application/json', 'Content-Length: 1000'])}{"access_token":"half"}`);
};

/** An answer in something that is not HTTP. */
export const notHttp: RawResponder = (socket) => socket.end('220 mail.example.com ESMTP\r\n');
