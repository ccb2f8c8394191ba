import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Authority } from './self-signed.ts';

/** Whom a proxy lets through. */
export interface ProxyUser {
  readonly scheme: 'basic' | 'digest';
  readonly name: string;
  readonly password: string;
}

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
  /** The targets of the tunnels that were asked for. */
  readonly asked: readonly string[];
  /** What was given to prove who asks, each time. */
  readonly credentials: readonly string[];
  /** The requests that it has passed on. */
  readonly passed: readonly IncomingMessage[];
  /** Lets only this one through from now on; undefined: everybody. */
  setUser(user: ProxyUser | undefined): void;
  setRealm(realm: string): void;
  /** Asks by Basic from now on whoever has answered by this scheme and was not let through. */
  downgradeAfter(scheme: ProxyUser['scheme']): void;
  /** Turns away everybody, or those who try to prove who they are, with this status; undefined: no longer. */
  refuseWith(status: string | undefined, whom?: 'everybody' | 'whoAnswers'): void;
  stop(): Promise<void>;
}

const NONCE = '5ccc069c403ebaf9f0171e9517f40e41';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

export async function startProxy({ authority, to, realm: first = 'office', user }: ProxyOptions): Promise<TestProxy> {
  const asked: string[] = [];
  const credentials: string[] = [];
  const passed: IncomingMessage[] = [];
  const open = new Set<Socket>();
  let wanted = user;
  let realm = first;
  let downgraded: RegExp | undefined;
  let refusal: string | undefined;
  let refused: 'everybody' | 'whoAnswers' = 'everybody';

  const inside = createServer((request, response) => {
    passed.push(request);
    passOn(new URL(request.url ?? '/', to), request, response);
  });
  const identities = new Map<string, ReturnType<Authority['issue']>>();
  const identityOf = (host: string) => {
    const identity = identities.get(host) ?? authority.issue(host);
    identities.set(host, identity);
    return identity;
  };

  const server = createServer((_request, response) => response.writeHead(400).end());
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const target = request.url ?? '';
    const given = request.headers['proxy-authorization'];
    asked.push(target);
    if (given !== undefined) credentials.push(given);
    if (refusal !== undefined && (refused === 'everybody' || given !== undefined))
      return void socket.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`);
    if (wanted !== undefined && !proves(wanted, realm, target, given)) {
      const challenge =
        wanted.scheme === 'basic' || (given !== undefined && downgraded?.test(given) === true)
          ? `Basic realm="${realm}"`
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
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    credentials,
    passed,
    setUser: (next) => (wanted = next),
    setRealm: (next) => (realm = next),
    downgradeAfter: (scheme) => (downgraded = new RegExp(`^${scheme} `, 'iu')),
    refuseWith(status, whom = 'everybody') {
      refusal = status;
      refused = whom;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** RFC 7617 §2, RFC 7616 §3.4. */
function proves({ scheme, name, password }: ProxyUser, realm: string, target: string, given = ''): boolean {
  if (scheme === 'basic') return given === basic(name, password);
  const field = (key: string) => new RegExp(`\\b${key}="?([^",]*)`, 'u').exec(given)?.[1] ?? '';
  const secret = md5(`${name}:${realm}:${password}`);
  const call = md5(`CONNECT:${target}`);
  return field('response') === md5([secret, NONCE, field('nc'), field('cnonce'), 'auth', call].join(':'));
}

/** What Basic sends for this name and password. */
export function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

function passOn(url: URL, request: IncomingMessage, response: ServerResponse): void {
  const headers = { ...request.headers, host: url.host };
  const onward = ask(url, { method: request.method ?? 'GET', headers }, (answer) => {
    // It adds nothing of its own.
    response.sendDate = false;
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
