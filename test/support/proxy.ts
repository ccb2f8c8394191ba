import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { ntlmServer, type NtlmServer } from './ntlm.ts';
import type { Authority } from './self-signed.ts';

/** Whom a proxy lets through. */
export interface ProxyUser {
  /** By `negotiate` nobody gets past: there is no ticket here. */
  readonly scheme: 'basic' | 'digest' | 'ntlm' | 'negotiate';
  readonly name: string;
  readonly password: string;
}

/** How the proxy is started. */
export interface ProxyOptions {
  /** Opens what it lets through under certificates of its own, as companies do that inspect. */
  readonly authority: Authority;
  /** Where it takes what it has opened, whichever host was asked for: an http address. */
  readonly to: string;
  readonly realm?: string;
  readonly user?: ProxyUser;
}

/** A proxy on a loopback port that passes on all that gets past it to one server. */
export interface TestProxy {
  readonly port: number;
  readonly url: string;
  /** The same, spoken to by TLS: whoever is asked by it sees no password on the way. */
  readonly urlOverTls: string;
  /** The targets of the requested tunnels. */
  readonly requestedTunnels: readonly string[];
  /** The Proxy-Authorization headers received so far. */
  readonly credentials: readonly string[];
  /** The requests that it has passed on. */
  readonly forwardedRequests: readonly IncomingMessage[];
  /** Lets only this one through from now on; undefined: everybody. */
  setUser(user: ProxyUser | undefined): void;
  /** Names another realm in its challenges from now on. */
  setRealm(realm: string): void;
  /** Challenges a client by Basic from now on that has answered by this scheme and was not let through. */
  downgradeAfter(scheme: ProxyUser['scheme']): void;
  /** Answers every CONNECT, or only those with credentials, with this status line from now on; undefined: no longer. */
  refuseWith(status: string | undefined, whom?: 'everybody' | 'withCredentials'): void;
  stop(): Promise<void>;
}

/** The first byte of whoever begins with TLS (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 22;
const NONCE = '5ccc069c403ebaf9f0171e9517f40e41';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Starts a proxy on a free port of 127.0.0.1. */
export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
  const { authority, to, realm: firstRealm = 'office', user } = options;
  const requestedTunnels: string[] = [];
  const credentials: string[] = [];
  const forwardedRequests: IncomingMessage[] = [];
  const open = new Set<Socket>();
  let allowedUser = user;
  /** NTLM is about one connection; each has its own challenge. */
  const ntlmServers = new WeakMap<Socket, NtlmServer>();
  const ntlmChallenge = (socket: Socket, { name, password }: ProxyUser, given: string | undefined) => {
    const server = ntlmServers.get(socket) ?? ntlmServer(name, password);
    ntlmServers.set(socket, server);
    return server.judge(given);
  };
  let realm = firstRealm;
  let downgraded: RegExp | undefined;
  let refusal: string | undefined;
  let refusedClients: 'everybody' | 'withCredentials' = 'everybody';

  const inside = createServer((request, response) => {
    forwardedRequests.push(request);
    forward(new URL(request.url ?? '/', to), request, response);
  });
  const identities = new Map<string, ReturnType<Authority['issue']>>();
  const identityOf = (host: string) => {
    const identity = identities.get(host) ?? authority.issue(host);
    identities.set(host, identity);
    return identity;
  };

  const server = createServer((_request, response) => response.writeHead(400).end());
  server.on('connection', (socket: Socket) => socket.on('error', () => socket.destroy()));
  const front = createTcpServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) return void socket.destroy();
      socket.unshift(first);
      const isTls = first[0] === TLS_HANDSHAKE;
      server.emit('connection', isTls ? new TLSSocket(socket, { isServer: true, ...identityOf('localhost') }) : socket);
    });
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const target = request.url ?? '';
    const given = request.headers['proxy-authorization'];
    requestedTunnels.push(target);
    if (given !== undefined) credentials.push(given);
    if (refusal !== undefined && (refusedClients === 'everybody' || given !== undefined))
      return void socket.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`);
    const ntlm = allowedUser?.scheme === 'ntlm' ? ntlmChallenge(socket, allowedUser, given) : undefined;
    if (ntlm !== undefined) {
      const head = `Proxy-Authenticate: ${ntlm}\r\nContent-Length: 0\r\nProxy-Connection: keep-alive`;
      socket.write(`HTTP/1.1 407 Proxy Authentication Required\r\n${head}\r\n\r\n`);
      // Node has let go of the socket; the next message has to come on the same one.
      server.emit('connection', socket);
      return;
    }
    if (allowedUser !== undefined && !hasValidCredentials(allowedUser, realm, target, given)) {
      const challenge =
        allowedUser.scheme === 'basic' || (given !== undefined && downgraded?.test(given) === true)
          ? `Basic realm="${realm}"`
          : allowedUser.scheme === 'negotiate'
            ? 'Negotiate'
            : `Digest realm="${realm}", nonce="${NONCE}", qop="auth", algorithm=MD5`;
      const head = `Proxy-Authenticate: ${challenge}\r\nContent-Length: 0\r\nConnection: close`;
      return void socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${head}\r\n\r\n`);
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const secure = new TLSSocket(socket, { isServer: true, ...identityOf(target.replace(/:\d+$/u, '')) });
    // A client that does not trust the certificate ends in the middle.
    secure.on('error', () => socket.destroy());
    inside.emit('connection', secure);
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const { port } = front.address() as AddressInfo;

  return {
    port,
    url: `http://localhost:${port}`,
    urlOverTls: `https://localhost:${port}`,
    requestedTunnels,
    credentials,
    forwardedRequests,
    setUser: (next) => (allowedUser = next),
    setRealm: (next) => (realm = next),
    downgradeAfter: (scheme) => (downgraded = new RegExp(`^${scheme} `, 'iu')),
    refuseWith(status, whom = 'everybody') {
      refusal = status;
      refusedClients = whom;
    },
    async stop() {
      const closed = once(front, 'close');
      front.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** Whether a Proxy-Authorization header proves that this user sends it (RFC 7617 §2, RFC 7616 §3.4). */
function hasValidCredentials(
  { scheme, name, password }: ProxyUser,
  realm: string,
  target: string,
  given = '',
): boolean {
  if (scheme === 'negotiate') return false;
  // Judged before, by its connection.
  if (scheme === 'ntlm') return true;
  if (scheme === 'basic') return given === basicCredentials(name, password);
  const field = (key: string) => new RegExp(`\\b${key}="?([^",]*)`, 'u').exec(given)?.[1] ?? '';
  const secret = md5(`${name}:${realm}:${password}`);
  const call = md5(`CONNECT:${target}`);
  return field('response') === md5([secret, NONCE, field('nc'), field('cnonce'), 'auth', call].join(':'));
}

/** Gives the header's value that Basic sends for this name and password. */
export function basicCredentials(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

function forward(url: URL, request: IncomingMessage, response: ServerResponse): void {
  const headers = { ...request.headers, host: url.host };
  const onward = sendRequest(url, { method: request.method ?? 'GET', headers }, (answer) => {
    // It adds nothing of its own.
    response.sendDate = false;
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
