import type { IncomingHttpHeaders } from 'node:http';
import type { EpochMs } from '../../preload/contract/time.ts';
import { SECOND_MS } from '../core/time/time.ts';
import { expiryInSeconds, type AccessTokens, type DemoUser, type TokenLife } from './access-tokens.ts';
import type { AnnotationJobs } from './annotation-jobs.ts';
import type { RefreshTokens, Rotation } from './refresh-tokens.ts';
import { SCOPE, type KeyClients } from './key-clients.ts';
import { json, type Reply } from './reply.ts';

/** The state of a demo server, from which its routes answer. */
export interface DemoState {
  readonly account: DemoUser;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly keyClients: KeyClients;
  readonly jobs: AnnotationJobs;
  /** When the old refresh token of a refresh ends; undefined if a refresh gives no new one. */
  readonly rotation: Rotation | undefined;
  tokenLife: TokenLife;
}

/** One HTTP request to the demo server. */
export interface DemoRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: string;
}

function refresh(state: DemoState, { url }: DemoRequest, now: EpochMs): Reply {
  const refreshToken = url.searchParams.get('refresh_token');
  if (refreshToken === null || refreshToken === '') {
    return json(400, { error: 'invalid_request', error_description: 'The refresh token is missing.' });
  }
  if (!state.refreshTokens.use(refreshToken, now)) {
    return json(400, {
      error: 'invalid_grant',
      error_description: 'The refresh token is invalid or expired.',
    });
  }
  const accessToken = state.accessTokens.make(now, state.tokenLife);
  if (state.rotation === undefined) return json(200, { access_token: accessToken });
  const next = state.refreshTokens.replace(refreshToken, now, state.rotation);
  return json(200, { access_token: accessToken, refresh_token: next });
}

/** The path of Okta's token endpoint. */
export const TOKEN_PATH = '/oauth2/default/v1/token';

function token(state: DemoState, { body }: DemoRequest, now: EpochMs): Reply {
  const refusal = state.keyClients.refusal(new URLSearchParams(body), now);
  if (refusal !== undefined) return refusal;
  return json(200, {
    access_token: state.accessTokens.make(now, state.tokenLife),
    token_type: 'Bearer',
    expires_in: expiryInSeconds(now, state.tokenLife) - Math.floor(now / SECOND_MS),
    scope: SCOPE,
  });
}

/** The path at which the demo server registers a public key, in place of Kensho's support; NERD has no such call. */
const CLIENTS_PATH = '/demo/clients';

function register(state: DemoState, { body }: DemoRequest): Reply {
  try {
    return json(201, { client_id: state.keyClients.register({ publicKey: body }) });
  } catch {
    return json(400, { status: 'error', message: 'A public RSA key in PEM is needed.' });
  }
}

function me(state: DemoState, token: string): Reply {
  return json(200, { scopes: state.account.scopes, email: state.account.email, uid: state.account.uid, token });
}

/** Gives the demo server's reply to one request, in the shapes of NERD's own API. */
export function route(state: DemoState, request: DemoRequest, now: EpochMs): Reply {
  const call = `${request.method} ${request.url.pathname}`;
  if (call === 'GET /oauth2/refresh') return refresh(state, request, now);
  if (call === `POST ${TOKEN_PATH}`) return token(state, request, now);
  if (call === `POST ${CLIENTS_PATH}`) return register(state, request);

  const jobId = request.url.searchParams.get('job_id');
  const answers: Readonly<Record<string, (token: string) => Reply>> = {
    'GET /me': (token) => me(state, token),
    'POST /api/v1/annotations-async': () => state.jobs.add(request.body),
    'GET /api/v1/annotations-async': () => state.jobs.read(jobId),
    'DELETE /api/v1/annotations-async': () => state.jobs.remove(jobId),
    'POST /api/v1/annotations-sync': () => state.jobs.annotateAtOnce(request.body),
  };
  const answer = answers[call];
  if (answer === undefined) return json(404, { status: 'error', message: 'There is nothing here.' });

  const bearer = /^Bearer (\S+)$/.exec(request.authorization ?? '')?.[1];
  if (bearer === undefined || !state.accessTokens.isValid(bearer, now)) {
    return json(401, { status: 'error', message: 'A valid access token is needed.' });
  }
  return answer(bearer);
}

/**
 * The refusal of a call that a page in a browser makes; undefined for one of the app or a terminal. A page can lead its
 * own name to this machine (DNS rebinding), and then the Host header names it; else its calls carry an Origin, or what
 * Fetch Metadata says of them (https://www.w3.org/TR/fetch-metadata/).
 */
export function refusalOfStrangers(headers: IncomingHttpHeaders, port: number): Reply | undefined {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) return MISDIRECTED;
  const site = headers['sec-fetch-site'] ?? 'none';
  return headers.origin === undefined && site === 'none' ? undefined : FOREIGN;
}

const MISDIRECTED = json(421, { status: 'error', message: 'The demo server answers to its own address only.' });
const FOREIGN = json(403, { status: 'error', message: 'The demo server answers no page of a browser.' });
