import { describe, expect, test } from 'vitest';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import type { GrantedAnswer } from '../../../../main/core/token/answer.ts';
import { validToken, type AccessToken } from '../../../../main/core/token/state.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { jwtTimes } from '../../../../main/core/token/jwt.ts';
import { comparableEnd, grantedToken, longerLived } from '../../../../main/core/token/token-life.ts';
import { fc, test as property } from '../../../support/core/property.ts';
import { keychainRead, granted, run, TEN, refreshWanted, timeMoved } from '../../../support/core/run.ts';
import { jwt, jwtUntil } from '../../../support/core/tokens.ts';

const ELEVEN = TEN + HOUR_MS;
const YEAR_MS = 365 * DAY_MS;
const iat = TEN / 1000;
/** An answer as the token request hands it on. */
function answerOf(accessToken: string, more: Partial<GrantedAnswer> = {}): GrantedAnswer {
  const { issuedAt, expiresAt } = jwtTimes(accessToken);
  return { ok: true, accessToken, jwtIssuedAt: issuedAt, jwtExpiresAt: expiresAt, ...more };
}

describe('a token lives for the shortest of what speaks for its end', () => {
  test.each<[name: string, answer: GrantedAnswer, lifeMs: number]>([
    ['its own end', answerOf(jwtUntil(TEN + 20 * MINUTE_MS)), 20 * MINUTE_MS],
    ['expires_in', answerOf('opaque', { expiresInMs: 20 * MINUTE_MS }), 20 * MINUTE_MS],
    ['expires_in, under its own end', answerOf(jwtUntil(ELEVEN), { expiresInMs: 20 * MINUTE_MS }), 20 * MINUTE_MS],
    ['its own end, under expires_in', answerOf(jwtUntil(TEN + MINUTE_MS), { expiresInMs: HOUR_MS }), MINUTE_MS],
    // The computer's clock is behind: 20 minutes are 20 minutes all the same.
    ['exp − iat', answerOf(jwt({ iat: iat + 1800, exp: iat + 3000 })), 20 * MINUTE_MS],
    ['expires_in, under an end in 100 years', answerOf(jwtUntil(TEN + 100 * YEAR_MS), { expiresInMs: 9000 }), 9000],
    ['the documented hour, under an end in a week', answerOf(jwtUntil(TEN + 7 * DAY_MS)), HOUR_MS],
    ['the documented hour, under a week', answerOf('opaque', { expiresInMs: 7 * DAY_MS }), HOUR_MS],
    ['none left', answerOf(jwtUntil(TEN - MINUTE_MS, { iat })), -MINUTE_MS],
    // Either clock may be right, and the server's leaves it less.
    ['exp − Date', answerOf(jwtUntil(ELEVEN), { dateAt: TEN + 50 * MINUTE_MS }), 10 * MINUTE_MS],
    ['its own end, with a Date that is behind', answerOf(jwtUntil(ELEVEN), { dateAt: TEN - 2 * HOUR_MS }), HOUR_MS],
    ['its own end, with a Date after it', answerOf(jwtUntil(ELEVEN), { dateAt: TEN + 2 * HOUR_MS }), HOUR_MS],
  ])('%s', (_name, answer, lifeMs) => {
    expect(grantedToken(answer, TEN).expiresAt - TEN).toBe(lifeMs);
  });

  const AT = TEN + 40 * MINUTE_MS;
  test.each<[name: string, dateAt: number | undefined, requestedAt: number, endAt: number]>([
    ['with no time told', undefined, AT, ELEVEN],
    ['asked just before the hour', undefined, ELEVEN - 1, ELEVEN],
    ['asked just before the hour, and answered after it', ELEVEN, ELEVEN - 100, ELEVEN + HOUR_MS],
    ['with a Date that is two hours behind', AT - 2 * HOUR_MS, AT, ELEVEN],
    ['with a Date that is two hours ahead', AT + 2 * HOUR_MS, AT, ELEVEN],
    ['with a Date that is ten minutes ahead', AT + 10 * MINUTE_MS, AT, ELEVEN - 10 * MINUTE_MS],
    ['with a Date that is forty minutes behind', AT - 30 * MINUTE_MS, AT, ELEVEN],
  ])('with no end stated, the top of the hour: %s', (_name, dateAt, requestedAt, endAt) => {
    expect(grantedToken(answerOf('opaque', { dateAt }), requestedAt).expiresAt).toBe(endAt);
  });

  test.each<[name: string, exp: number, more: Partial<GrantedAnswer>]>([
    ['in 100 years', TEN + 100 * YEAR_MS, {}],
    ['in 2286', 9_999_999_999_000, {}],
    ['just over a week off', TEN + 40 * MINUTE_MS + 7 * DAY_MS + SECOND_MS, {}],
    ['in 100 years, from an iat of now', TEN + 100 * YEAR_MS, { jwtIssuedAt: TEN + 40 * MINUTE_MS }],
  ])('an end that cannot be one is none, and the top of the hour holds: %s', (_name, exp, more) => {
    const answer = answerOf(jwtUntil(exp), more);
    expect(grantedToken(answer, AT).expiresAt).toBe(ELEVEN);
    // Nor does it show that the server's tokens end on the hour.
    const { state } = run([AT, keychainRead], [AT, { kind: 'answered', id: 'one', answer }]);
    expect(state.serverHabits).toEqual({ onTheHour: 0, shortLives: 0 });
  });

  test('an end that is far off by our clock alone is one: that clock is behind', () => {
    const at = TEN - 30 * DAY_MS;
    const answer = answerOf(jwtUntil(ELEVEN, { iat: iat + 1800 }), { dateAt: TEN + 30 * MINUTE_MS });
    expect(grantedToken(answer, at).expiresAt - at).toBe(30 * MINUTE_MS);
  });

  test('an hour by our own clock goes on steadily when that is set back', () => {
    const held = grantedToken(answerOf('opaque', { dateAt: AT + 10 * MINUTE_MS }), AT);
    expect(held).toMatchObject({ countedEndAt: held.expiresAt, serverEndAt: undefined });
  });

  property(
    'never more than an hour from the asking, whatever is stated, nor more than any one of it says',
    [
      fc.record({
        exp: fc.option(fc.integer({ min: iat - 9999, max: 9_999_999_999 }), { nil: undefined }),
        iat: fc.option(fc.integer({ min: iat - 9999, max: iat + 9999 }), { nil: undefined }),
        expiresInMs: fc.option(fc.integer({ min: 1, max: 9 * HOUR_MS }), { nil: undefined }),
        dateAt: fc.option(fc.integer({ min: TEN - 9 * HOUR_MS, max: TEN + 9 * HOUR_MS }), { nil: undefined }),
      }),
    ],
    ({ exp, iat: issued, expiresInMs, dateAt }) => {
      const claims = { ...(exp !== undefined && { exp }), ...(issued !== undefined && { iat: issued }) };
      const { expiresAt } = grantedToken(answerOf(jwt(claims), { expiresInMs, dateAt }), TEN);
      expect(expiresAt).toBeLessThanOrEqual(TEN + HOUR_MS + (exp === undefined ? MINUTE_MS : 0));
      if (exp !== undefined) expect(expiresAt).toBeLessThanOrEqual(exp * 1000);
      if (expiresInMs !== undefined) expect(expiresAt).toBeLessThanOrEqual(TEN + expiresInMs);
    },
  );
});

test('a life is counted from when the token was asked for, not from its answer', () => {
  const answer = answerOf('opaque', { expiresInMs: 20 * MINUTE_MS });
  const event: TokenEvent = { kind: 'answered', id: 'one', answer, requestedAt: TEN };
  const { state } = run([TEN, keychainRead], [TEN + 12 * SECOND_MS, event]);
  expect(state.session).toMatchObject({ held: { expiresAt: TEN + 20 * MINUTE_MS } });
});

test.each([100 * YEAR_MS, 9_999_999_999_000 - TEN])('an end in %i ms does not stop the refreshing', (lifeMs) => {
  const { requests } = run([TEN, keychainRead], [TEN, granted(TEN + lifeMs)], [TEN + 45 * MINUTE_MS, timeMoved]);
  expect(requests).toEqual(['session one at 0', 'session one at 2700']);
});

describe('of two tokens', () => {
  const held: AccessToken = { value: 'held', expiresAt: ELEVEN };
  const given: AccessToken = { value: 'given', expiresAt: TEN + 10 * MINUTE_MS };

  test.each<
    [name: string, held: AccessToken | undefined, given: AccessToken, now: number | undefined, kept: 'held' | 'given']
  >([
    ['the one that ends later is held', held, given, TEN, 'held'],
    ['the new one is held if it ends later', given, held, TEN, 'held'],
    ['of the same end the new one is held', held, { ...given, expiresAt: ELEVEN }, TEN, 'given'],
    ['a live one is held on to when the new one is over', held, { ...given, expiresAt: TEN }, TEN, 'held'],
    ['the new one is held if the API has turned the other down', { ...held, rejected: true }, given, TEN, 'given'],
    ['the new one is held if the other is over', held, given, ELEVEN, 'given'],
    ['the new one is held while the time is in doubt', held, given, undefined, 'given'],
    ['the only one is held', undefined, given, TEN, 'given'],
  ])('%s', (_name, before, after, now, kept) => {
    expect(longerLived(before, after, now).value).toBe(kept);
  });

  test('issued again, a token keeps the end that it had, and is believed again', () => {
    expect(longerLived({ ...given, rejected: true }, { ...given, expiresAt: ELEVEN }, TEN)).toEqual(given);
  });

  test('issued again after the documented hour, a token whose own end is still to come lives on', () => {
    const once = grantedToken(answerOf(jwtUntil(TEN + 8 * HOUR_MS)), TEN);
    const again = grantedToken(answerOf(jwtUntil(TEN + 8 * HOUR_MS)), ELEVEN);
    expect(longerLived(once, again, ELEVEN - 1).expiresAt).toBe(ELEVEN);
    expect(longerLived(once, again, ELEVEN).expiresAt).toBe(ELEVEN + HOUR_MS);
    // With no end of its own it may be a cache's answer, and is over.
    const opaque = (at: number) => grantedToken(answerOf('opaque', { expiresInMs: HOUR_MS }), at);
    expect(longerLived(opaque(TEN), opaque(ELEVEN), ELEVEN).expiresAt).toBe(ELEVEN);
    // Nor is the full hour by NERD's time an end of its own.
    const byDate = (at: number) => grantedToken(answerOf('opaque', { dateAt: at }), at);
    expect(longerLived(byDate(TEN), byDate(ELEVEN), ELEVEN).expiresAt).toBe(ELEVEN);
  });

  test('ends a minute apart are no measure for each other', () => {
    const end = held.expiresAt;
    expect(comparableEnd(held, { ...given, expiresAt: end - MINUTE_MS + 1 })).toBe(end);
    expect(comparableEnd(held, { ...given, expiresAt: end - MINUTE_MS })).toBeUndefined();
    expect(comparableEnd(undefined, given)).toBeUndefined();
  });
});

test('an answer whose token is over leaves the live one, and is a success', () => {
  const at = TEN + MINUTE_MS;
  const { state } = run(
    [TEN, keychainRead],
    [TEN, granted(ELEVEN)],
    [at, refreshWanted],
    [at, granted(at - SECOND_MS)],
  );
  expect(state).toMatchObject({ usedAt: at, requestInFlight: undefined, session: { kind: 'active' } });
  expect(validToken(state, at)?.expiresAt).toBe(ELEVEN);
});

test('a token of another credential takes its place, however soon it ends', () => {
  const accepted: TokenEvent = {
    kind: 'candidateAccepted',
    facts: { id: 'two', kind: 'refreshToken', enteredAt: TEN, lasts: 'week', isLocal: false },
    answer: answerOf(jwtUntil(TEN + 10 * MINUTE_MS)),
    storage: { kind: 'keychain' },
  };
  const { state } = run([TEN, keychainRead], [TEN, granted(ELEVEN)], [TEN, accepted]);
  expect(validToken(state, TEN)?.expiresAt).toBe(TEN + 10 * MINUTE_MS);
});

test('after one odd answer the next good one is refreshed ahead again', () => {
  const at = TEN + 45 * MINUTE_MS;
  const odd = jwtUntil(at + 50 * MINUTE_MS);
  const accessTokenRejected: TokenEvent = { kind: 'accessTokenRejected', accessToken: odd };
  const { state } = run(
    [TEN, keychainRead],
    [TEN, granted(ELEVEN)],
    [at, timeMoved],
    [at, { kind: 'answered', id: 'one', answer: answerOf(odd) }],
    [at + MINUTE_MS, accessTokenRejected],
    [at + MINUTE_MS, granted(at + 40 * MINUTE_MS)],
  );
  expect(state.session).toMatchObject({ kind: 'active', refreshAt: at + 25 * MINUTE_MS });
});

describe('a token that the API has turned down', () => {
  const accessTokenRejected: TokenEvent = { kind: 'accessTokenRejected', accessToken: jwtUntil(ELEVEN) };

  test('is none any more, and is fetched anew at once', () => {
    const { state, requests } = run(
      [TEN, keychainRead],
      [TEN, granted(ELEVEN)],
      [TEN + 10 * SECOND_MS, accessTokenRejected],
    );
    expect(requests).toEqual(['session one at 0', 'session one at 10']);
    expect(validToken(state, TEN + 10 * SECOND_MS)).toBeUndefined();
  });

  test('within seconds of its own answer is fetched anew a little later', () => {
    const { state, requests } = run(
      [TEN, keychainRead],
      [TEN, granted(ELEVEN)],
      [TEN + SECOND_MS, accessTokenRejected],
      [TEN + 31 * SECOND_MS, timeMoved],
    );
    expect(requests).toEqual(['session one at 0', 'session one at 31']);
    expect(validToken(state, TEN + 31 * SECOND_MS)).toBeUndefined();
  });

  test('and replaced meanwhile, is nobody’s', () => {
    const another: TokenEvent = { kind: 'accessTokenRejected', accessToken: 'another' };
    const { state, requests } = run([TEN, keychainRead], [TEN, granted(ELEVEN)], [TEN + 10 * SECOND_MS, another]);
    expect(requests).toHaveLength(1);
    expect(validToken(state, TEN + 10 * SECOND_MS)?.expiresAt).toBe(ELEVEN);
  });
});
