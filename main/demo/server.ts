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
import { route, TOKEN_PATH, type DemoRequest, type DemoState } from './routes.ts';
import { refusalOfStrangers } from './strangers.ts';

const BODY_LIMIT_BYTES = 1_048_576;
/** The app has one or two. */
const MOST_CONNECTIONS = 100;
/** The last ones. */
const MOST_REQUESTS = 1000;

const TOO_LARGE = json(413, { status: 'error', message: 'The request is too large.' });
/** As of any server that has a mistake in it; the process goes on. */
const MISTAKE = json(500, { status: 'error', message: 'Something went wrong.' });

const ACCOUNT: DemoUser = {
  email: 'ada@example.com',
  uid: '00u1demo0account0000',
  scopes: ['kensho:app:nerd'],
};

export interface DemoServerOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** A free one is taken if none is given. */
  readonly port?: number | undefined;
  readonly tokenLife: TokenLife;
  readonly week: RefreshTokenLife;
  /** Refresh tokens of an earlier run that are to be good still. */
  readonly knownRefreshTokens?: readonly KnownRefreshToken[] | undefined;
  /** What an earlier run signed with, for its access tokens to be good still. */
  readonly signingKey?: string | undefined;
  /** Whether each refresh gives a new refresh token, and when the old one ends then; it gives none if left out. */
  readonly rotation?: Rotation | undefined;
}

/** One call the demo server got; nothing of it is secret. */
export interface ReceivedRequest {
  readonly receivedAt: EpochMs;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** 0 until it is answered, and for ever if it never is. */
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
  /** What it signs with, for a later run. */
  readonly signingKey: string;
  /** The last thousand. */
  readonly requests: readonly Readonly<ReceivedRequest>[];
  issueRefreshToken(): string;
  /** The token's week is over: it is refused from now on. */
  endRefreshToken(token: string): void;
  /** Takes the public key of a client, and gives its Client ID. */
  registerClient(client: KeyClient): string;
  /** Knows the client no more. */
  withdrawClient(clientId: string): void;
  /** How many texts were handed in and not taken away. */
  readonly jobs: number;
  /** How many clients with a key pair there are. */
  readonly clients: number;
  /** Holds until it is changed: for every call, or only for those like `GET /me`. */
  setFault(fault: Fault | undefined, only?: string): void;
  /** Holds for access tokens made from now on. */
  setTokenLife(life: TokenLife): void;
  /** Ends open connections and frees the port. */
  stop(): Promise<void>;
}

/** Undefined if it is too large; it is read to its end then, so that the answer is read, and nothing of it is kept. */
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
  const asked = request.url ?? '/';
  return new URL(URL.canParse(asked, base) ? asked : '/', base);
}

/** Rejects with the system's error if the port is taken. */
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
  const world: DemoState = {
    account: ACCOUNT,
    accessTokens: await createAccessTokens(url, ACCOUNT, options.signingKey),
    refreshTokens,
    keyClients,
    jobs: createAnnotationJobs(),
    rotation: options.rotation,
    tokenLife: options.tokenLife,
  };

  server.on('request', (request, response) => {
    const gone = new AbortController();
    const asked: Omit<DemoRequest, 'body'> = {
      method: request.method ?? '',
      url: urlOf(request, url),
      authorization: request.headers.authorization,
    };
    const entry = { receivedAt: clock.now(), method: asked.method, path: asked.url.pathname, status: 0 };
    requests.push(entry);
    if (requests.length > MOST_REQUESTS) requests.shift();
    // Its own time, as an origin server with a clock has to send (RFC 9110 §6.6.1).
    response.setHeader('date', new Date(clock.now()).toUTCString());
    response.on('finish', () => (entry.status = response.statusCode));
    response.on('close', () => gone.abort());
    const isFaulty = faultOnly === undefined || faultOnly === `${asked.method} ${asked.url.pathname}`;
    const wrong = isFaulty ? fault : undefined;
    const answer = async (): Promise<Reply> => {
      const refusal = refusalOfStrangers(request.headers, port);
      const body = await readBody(request);
      if (refusal !== undefined) return refusal;
      return body === undefined ? TOO_LARGE : route(world, { ...asked, body }, clock.now());
    };
    answer()
      .then((reply) => respond(response, reply, wrong, gone.signal))
      .catch(() => {
        // The other side has left, or there is a mistake in this room.
        if (!gone.signal.aborted && !response.headersSent) send(response, MISTAKE);
      });
  });

  return {
    url,
    tokenUrl,
    refreshToken: refreshTokens.issue(clock.now()),
    signingKey: world.accessTokens.signingKey,
    requests,
    issueRefreshToken: () => refreshTokens.issue(clock.now()),
    endRefreshToken: (token) => refreshTokens.end(token),
    registerClient: (client) => keyClients.register(client),
    withdrawClient: (clientId) => keyClients.withdraw(clientId),
    get jobs() {
      return world.jobs.count;
    },
    get clients() {
      return keyClients.count;
    },
    setFault(next, only) {
      fault = next;
      faultOnly = only;
    },
    setTokenLife: (life) => (world.tokenLife = life),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
