import type { AccessTokenProvider } from '../core/annotation/api.ts';
import type { AppPorts } from '../ports/app.ts';
import { freshToken, renewedToken } from './fresh-token.ts';
import type { TokenService } from './token-service.ts';
import type { ServerClock } from './server-clock.ts';

export interface AccessParts {
  readonly service: TokenService;
  readonly clock: ServerClock;
  readonly annotationApi: AppPorts['annotationApi'];
}

/** The session's access tokens, each with the API of the account that it belongs to. */
export function accessSource({ service, clock, annotationApi }: AccessParts): AccessTokenProvider {
  const withApi = (accessToken: string | undefined) =>
    accessToken === undefined ? undefined : { accessToken, api: annotationApi(service.state.credential?.kind) };
  return {
    fresh: async () => withApi((await freshToken(service, clock)).token?.value),
    renewed: async ({ accessToken }) => withApi((await renewedToken(service, clock, accessToken))?.value),
  };
}
