import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { EpochMs } from '../../preload/contract/time.ts';
import type { Clock } from '../ports/clock.ts';
import { createAccessTokens, type DemoUser, type TokenLife } from './access-tokens.ts';
import { createAnnotationJobs } from './annotation-jobs.ts';
import { respond, type Fault } from './faults.ts';
import { createRefreshTokens, type KnownRefreshToken, type Rotation, type RefreshTokenLife } from './refresh-tokens.ts';
import { createKeyClients, type KeyClient } from './key-clients.ts';
import { json, send, type Reply } from './reply.ts';
import { refusalOfStrangers, route, TOKEN_PATH, type DemoRequest, type DemoState } from './routes.ts';

const BODY_LIMIT_BYTES = 1_048_576;
/** The app has one or two connections. */
const MOST_CONNECTIONS = 100;
/** The oldest is dropped first. */
const MOST_REQUESTS = 1000;

const TOO_LARGE = json(413, { status: 'error', message: 'The request is too large.' });
/** The reply where the demo server itself has a mistake in it; the process goes on. */
const MISTAKE = json(500, { status: 'error', message: 'Something went wrong.' });

const DEMO_USER: DemoUser = {
  email: 'ada@example.com',
  uid: '00u1demo0account0000',
  scopes: ['kensho:app:nerd'],
};

/** How a demo server is started. */
export interface DemoServerOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** The port to listen at; a free one if left out. */
  readonly port?: number | undefined;
  readonly tokenLife: TokenLife;
  readonly week: RefreshTokenLife;
  /** Refresh tokens of an earlier run that are to stay valid. */
  readonly knownRefreshTokens?: readonly KnownRefreshToken[] | undefined;
  /** The key of an earlier run as PKCS#8 in PEM, so that its access tokens stay valid. */
  readonly signingKey?: string | undefined;
  /** When the old refresh token of a refresh ends; a refresh gives no new one if left out. */
  readonly rotation?: Rotation | undefined;
}

/** One request that the demo server got; nothing of it is secret. */
export interface ReceivedRequest {
  readonly receivedAt: EpochMs;
  readonly method: string;
  /** The path without the query. */
  readonly path: string;
  /** The reply's status; 0 while there is none. */
  status: number;
}

/** A running demo server: the NERD that this machine simulates. */
export interface DemoServer {
  /** Its address, like `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Its token endpoint, for clients with a key pair. */
  readonly tokenUrl: string;
  /** A refresh token issued when it started. */
  readonly refreshToken: string;
  /** The key that it signs with as PKCS#8 in PEM, for a later run. */
  readonly signingKey: string;
  /** The last thousand requests, the oldest first. */
  readonly requests: readonly Readonly<ReceivedRequest>[];
  /** Gives a new refresh token. */
  issueRefreshToken(): string;
  /** Ends the token's week: it is refused from now on. */
  endRefreshToken(token: string): void;
  /** Registers a client with its public key, and gives its Client ID. Throws if the key is no public RSA key. */
  registerClient(client: KeyClient): string;
  /** Forgets the client; it is refused from now on. */
  withdrawClient(clientId: string): void;
  /** How many annotation jobs were started and not deleted. */
  readonly jobs: number;
  /** How many clients with a key pair there are. */
  readonly clients: number;
  /** Simulates a fault until it is changed: for every request, or only for those like `GET /me`. */
  setFault(fault: Fault | undefined, only?: string): void;
  /** Sets the life of access tokens that are made from now on. */
  setTokenLife(life: TokenLife): void;
  /** Ends open connections and frees the port. */
  stop(): Promise<void>;
}

/**
 * Reads a request's body; undefined if it is too large. Such a body is read to its end all the same, or the client
 * would not read the reply, but nothing of it stays in memory.
 */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT_BYTES) chunks.push(chunk);
    else chunks = [];
  }
  return size <= BODY_LIMIT_BYTES ? Buffer.concat(chunks).toString() : undefined;
}

function urlOf(request: IncomingMessage, base: string): URL {
  // A client may ask for a path that is no URL, like "//"; there is nothing at "/" either.
  const path = request.url ?? '/';
  return new URL(URL.canParse(path, base) ? path : '/', base);
}

/** Starts a demo server on this machine's loopback address. Rejects with the system's error if the port is taken. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { clock } = options;
  const requests: ReceivedRequest[] = [];
  let fault: Fault | undefined;
  let faultOnly: string | undefined;

  const server = createServer();
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  const tokenUrl = `${url}${TOKEN_PATH}`;
  const keyClients = createKeyClients(tokenUrl);
  const refreshTokens = createRefreshTokens(options.week, options.knownRefreshTokens ?? []);
  const state: DemoState = {
    account: DEMO_USER,
    accessTokens: await createAccessTokens(url, DEMO_USER, options.signingKey),
    refreshTokens,
    keyClients,
    jobs: createAnnotationJobs(),
    rotation: options.rotation,
    tokenLife: options.tokenLife,
  };

  server.on('request', (request, response) => {
    const gone = new AbortController();
    const head: Omit<DemoRequest, 'body'> = {
      method: request.method ?? '',
      url: urlOf(request, url),
      authorization: request.headers.authorization,
    };
    const entry = { receivedAt: clock.now(), method: head.method, path: head.url.pathname, status: 0 };
    requests.push(entry);
    if (requests.length > MOST_REQUESTS) requests.shift();
    // An origin server with a clock has to send its own time (RFC 9110 §6.6.1).
    response.setHeader('date', new Date(clock.now()).toUTCString());
    response.on('finish', () => (entry.status = response.statusCode));
    response.on('close', () => gone.abort());
    const isFaulty = faultOnly === undefined || faultOnly === `${head.method} ${head.url.pathname}`;
    const wrong = isFaulty ? fault : undefined;
    const answer = async (): Promise<Reply> => {
      const refusal = refusalOfStrangers(request.headers, port);
      const body = await readBody(request);
      if (refusal !== undefined) return refusal;
      return body === undefined ? TOO_LARGE : route(state, { ...head, body }, clock.now());
    };
    answer()
      .then((reply) => respond(response, reply, wrong, gone.signal))
      .catch(() => {
        // The client has closed the connection, or the demo server has a mistake in it.
        if (!gone.signal.aborted && !response.headersSent) send(response, MISTAKE);
      });
  });

  return {
    url,
    tokenUrl,
    refreshToken: refreshTokens.issue(clock.now()),
    signingKey: state.accessTokens.signingKey,
    requests,
    issueRefreshToken: () => refreshTokens.issue(clock.now()),
    endRefreshToken: (token) => refreshTokens.end(token),
    registerClient: (client) => keyClients.register(client),
    withdrawClient: (clientId) => keyClients.withdraw(clientId),
    get jobs() {
      return state.jobs.count;
    },
    get clients() {
      return keyClients.count;
    },
    setFault(next, only) {
      fault = next;
      faultOnly = only;
    },
    setTokenLife: (life) => (state.tokenLife = life),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
