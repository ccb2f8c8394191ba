import type { EpochMs } from '../../preload/contract/snapshot.ts';
import type { AccessTokens, Account, TokenLife } from './access-tokens.ts';
import type { AnnotationJobs } from './annotation-jobs.ts';
import type { RefreshTokens, Rotation } from './refresh-tokens.ts';
import { json, type Reply } from './reply.ts';

/** What the routes answer from. */
export interface World {
  readonly account: Account;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly jobs: AnnotationJobs;
  /** Each refresh gives a new refresh token, and the old one ends then; undefined if there is one for the whole week. */
  readonly rotation: Rotation | undefined;
  tokenLife: TokenLife;
}

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: string;
}

function refresh(world: World, { url }: Asked, now: EpochMs): Reply {
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

function me(world: World, token: string): Reply {
  return json(200, { scopes: world.account.scopes, email: world.account.email, uid: world.account.uid, token });
}

/** The answer of the look-alike to one call, in the shapes of NERD's own API. */
export function route(world: World, asked: Asked, now: EpochMs): Reply {
  const call = `${asked.method} ${asked.url.pathname}`;
  if (call === 'GET /oauth2/refresh') return refresh(world, asked, now);

  const jobId = asked.url.searchParams.get('job_id');
  const answers: Readonly<Record<string, (token: string) => Reply>> = {
    'GET /me': (token) => me(world, token),
    'POST /api/v1/annotations-async': () => world.jobs.add(asked.body),
    'GET /api/v1/annotations-async': () => world.jobs.read(jobId),
    'DELETE /api/v1/annotations-async': () => world.jobs.remove(jobId),
    'POST /api/v1/annotations-sync': () => world.jobs.atOnce(asked.body),
  };
  const answer = answers[call];
  if (answer === undefined) return json(404, { status: 'error', message: 'There is nothing here.' });

  const token = /^Bearer (\S+)$/.exec(asked.authorization ?? '')?.[1];
  if (token === undefined || !world.accessTokens.isGood(token, now)) {
    return json(401, { status: 'error', message: 'A valid access token is needed.' });
  }
  return answer(token);
}
