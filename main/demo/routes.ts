import type { EpochMs } from '../../preload/contract/time.ts';
import { SECOND_MS } from '../core/time/time.ts';
import { expiryInSeconds, type AccessTokens, type DemoUser, type TokenLife } from './access-tokens.ts';
import type { AnnotationJobs } from './annotation-jobs.ts';
import type { RefreshTokens, Rotation } from './refresh-tokens.ts';
import { SCOPE, type KeyClients } from './key-clients.ts';
import { json, type Reply } from './reply.ts';

/** What the routes answer from. */
export interface DemoState {
  readonly account: DemoUser;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly keyClients: KeyClients;
  readonly jobs: AnnotationJobs;
  /** Each refresh gives a new refresh token, and the old one ends then; undefined if there is one for the whole week. */
  readonly rotation: Rotation | undefined;
  tokenLife: TokenLife;
}

export interface DemoRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: string;
}

function refresh(world: DemoState, { url }: DemoRequest, now: EpochMs): Reply {
  const refreshToken = url.searchParams.get('refresh_token');
  if (refreshToken === null || refreshToken === '') {
    return json(400, { error: 'invalid_request', error_description: 'The refresh token is missing.' });
  }
  if (!world.refreshTokens.use(refreshToken, now)) {
    return json(400, {
      error: 'invalid_grant',
      error_description: 'The refresh token is invalid or expired.',
    });
  }
  const accessToken = world.accessTokens.make(now, world.tokenLife);
  if (world.rotation === undefined) return json(200, { access_token: accessToken });
  const next = world.refreshTokens.replace(refreshToken, now, world.rotation);
  return json(200, { access_token: accessToken, refresh_token: next });
}

/** Where Okta has its token endpoint. */
export const TOKEN_PATH = '/oauth2/default/v1/token';

function token(world: DemoState, { body }: DemoRequest, now: EpochMs): Reply {
  const refusal = world.keyClients.refusal(new URLSearchParams(body), now);
  if (refusal !== undefined) return refusal;
  return json(200, {
    access_token: world.accessTokens.make(now, world.tokenLife),
    token_type: 'Bearer',
    expires_in: expiryInSeconds(now, world.tokenLife) - Math.floor(now / SECOND_MS),
    scope: SCOPE,
  });
}

/** Where the demo server takes a public key in place of Kensho's support; NERD has no such call. */
const CLIENTS_PATH = '/demo/clients';

function register(world: DemoState, { body }: DemoRequest): Reply {
  try {
    return json(201, { client_id: world.keyClients.register({ publicKey: body }) });
  } catch {
    return json(400, { status: 'error', message: 'A public RSA key in PEM is needed.' });
  }
}

function me(world: DemoState, token: string): Reply {
  return json(200, { scopes: world.account.scopes, email: world.account.email, uid: world.account.uid, token });
}

/** The answer of the demo server to one call, in the shapes of NERD's own API. */
export function route(world: DemoState, asked: DemoRequest, now: EpochMs): Reply {
  const call = `${asked.method} ${asked.url.pathname}`;
  if (call === 'GET /oauth2/refresh') return refresh(world, asked, now);
  if (call === `POST ${TOKEN_PATH}`) return token(world, asked, now);
  if (call === `POST ${CLIENTS_PATH}`) return register(world, asked);

  const jobId = asked.url.searchParams.get('job_id');
  const answers: Readonly<Record<string, (token: string) => Reply>> = {
    'GET /me': (token) => me(world, token),
    'POST /api/v1/annotations-async': () => world.jobs.add(asked.body),
    'GET /api/v1/annotations-async': () => world.jobs.read(jobId),
    'DELETE /api/v1/annotations-async': () => world.jobs.remove(jobId),
    'POST /api/v1/annotations-sync': () => world.jobs.annotateAtOnce(asked.body),
  };
  const answer = answers[call];
  if (answer === undefined) return json(404, { status: 'error', message: 'There is nothing here.' });

  const bearer = /^Bearer (\S+)$/.exec(asked.authorization ?? '')?.[1];
  if (bearer === undefined || !world.accessTokens.isValid(bearer, now)) {
    return json(401, { status: 'error', message: 'A valid access token is needed.' });
  }
  return answer(bearer);
}
