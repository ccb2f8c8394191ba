import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import { createAccessTokenProvider, freshToken } from '../../../main/token/fresh-token.ts';
import type { ServerClock } from '../../../main/token/server-clock.ts';
import type { TokenService } from '../../../main/token/token-service.ts';
import type { AnnotationApi } from '../../../main/core/annotation/api.ts';
import { jwtUntil } from '../../support/core/tokens.ts';
import { failed, granted, STORED, TEN, createTokenFixture } from '../../support/token-fixture.ts';

const ELEVEN = TEN + HOUR_MS;
const FIRST = jwtUntil(ELEVEN);
/** Nothing of it is called here: it only goes along with the token. */
const api = {} as AnnotationApi;

/** What a call gets in place of the token that the API has turned down. */
function renewed(service: TokenService, clock: ServerClock) {
  const provider = createAccessTokenProvider({ service, clock, annotationApi: () => api });
  return provider.renewed({ accessToken: FIRST, api });
}

test('a token that the API has turned down is fetched anew, and the new one is used though it ends sooner', async () => {
  const { answer, clock, connected, service, trueClock } = createTokenFixture();
  await connected(ELEVEN);
  await clock.advance(MINUTE_MS);
  const renewing = renewed(service, trueClock);
  await answer(granted(TEN + 20 * MINUTE_MS));
  expect(await renewing).toEqual({ accessToken: jwtUntil(TEN + 20 * MINUTE_MS), api });
});

test('while NERD cannot be asked, a token that the API has turned down is not copied as good', async () => {
  const { answer, clock, connected, copy, service, trueClock } = createTokenFixture();
  await connected(ELEVEN);
  await clock.advance(MINUTE_MS);
  const renewing = renewed(service, trueClock);
  await answer(failed('network'));
  expect(await renewing).toBeUndefined();
  await clock.advance(10_000);
  const copying = copy();
  await answer(failed('network'));
  expect(await copying).toEqual({ kind: 'noToken' });
});

test('issued again, it is no newer one for the call, and good until the end that it had', async () => {
  const { answer, clock, connected, service, trueClock } = createTokenFixture();
  await connected(ELEVEN);
  await clock.advance(MINUTE_MS);
  const renewing = renewed(service, trueClock);
  await answer(granted(ELEVEN));
  expect(await renewing).toBeUndefined();
  expect((await freshToken(service, trueClock)).token).toMatchObject({ value: FIRST, expiresAt: ELEVEN });
});

test('turned down after it was replaced, nobody is asked: the new one is there', async () => {
  const { answer, clock, connected, endpoint, service, trueClock } = createTokenFixture();
  await connected(ELEVEN);
  await clock.advance(46 * MINUTE_MS);
  await answer(granted(ELEVEN + 40 * MINUTE_MS));
  expect(await renewed(service, trueClock)).toEqual({ accessToken: jwtUntil(ELEVEN + 40 * MINUTE_MS), api });
  expect(endpoint.requests).toHaveLength(2);
});

test('a click that joins a request which sleep has cut off asks once more, within its five seconds', async () => {
  const { answer, clock, copy, endpoint, secrets, service } = createTokenFixture();
  secrets.slots.set('refreshToken', STORED);
  await service.readKeychain();
  clock.sleep(HOUR_MS);
  const copying = copy();
  await answer(failed('network'));
  expect(endpoint.requests).toHaveLength(2);
  await answer(granted(TEN + 2 * HOUR_MS));
  expect(await copying).toMatchObject({ kind: 'copied', expiresAt: TEN + 2 * HOUR_MS });
});

test('and one that joins a request from just before is answered by its failure', async () => {
  const { answer, clock, copy, endpoint, secrets, service } = createTokenFixture();
  secrets.slots.set('refreshToken', STORED);
  await service.readKeychain();
  clock.sleep(4000);
  const copying = copy();
  await answer(failed('network'));
  expect(await copying).toEqual({ kind: 'noToken' });
  expect(endpoint.requests).toHaveLength(1);
});
