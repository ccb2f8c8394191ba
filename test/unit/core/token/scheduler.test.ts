import { describe, expect, test } from 'vitest';
import { nextDeadline, startDueRequest } from '../../../../main/core/token/scheduler.ts';
import { type Candidate, INITIAL_STATE, type Session, type TokenState } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { ACTIVE, ELEVEN, EXPIRED_TOKEN, VALID_TOKEN, NOW, connected } from '../../../support/core/states.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { ENVIRONMENT, TEN, keychainRead, granted, refreshWanted, timeMoved } from '../../../support/core/run.ts';

const facts = { id: 'new', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
const demo = { ...facts, kind: 'demo', isLocal: true } as const;
const trying = (more: Partial<Extract<Candidate, { kind: 'trying' }>> = {}): Candidate => ({
  kind: 'trying',
  facts,
  savedForLater: false,
  attempt: 0,
  ...more,
});
const untried: Candidate = { kind: 'savedForLater', facts, failure: undefined, attempt: 2, retryAt: NOW };
const flight = { of: 'session', id: 'secret-looking-id' } as const;
const retrying = (retryAt: number): Session => ({
  kind: 'retrying',
  failure: { kind: 'network' },
  attempt: 3,
  rejections: 1,
  retryAt,
  held: undefined,
});
const noToken: Session = { kind: 'rejected', held: undefined };

describe('the next deadline', () => {
  test.each<[string, TokenState, number | undefined]>([
    ['nothing, when nothing will change', connected(noToken), undefined],
    ['the end of the minute that is shown', connected(ACTIVE), NOW + 1],
    ['the same within a minute', connected(ACTIVE, { copiedEndsAt: ELEVEN }), NOW + 1],
    ['the moment at which a shown copy fades', copied(connected(noToken)), NOW + 2 * SECOND_MS],
    ['the end of the copied token', connected(noToken, { copiedEndsAt: ELEVEN }), ELEVEN],
    ['the end of a pause', connected(noToken, { pause: { untilAt: ELEVEN } }), ELEVEN],
    ['nothing in a pause without end', connected(noToken, { pause: { untilAt: undefined } }), undefined],
    ['the try after a failure, if that is near', connected(retrying(NOW + 5)), NOW + 5],
    ['else a look at the network', connected(retrying(NOW + HOUR_MS)), NOW + 10 * SECOND_MS],
    ['no look while it is paused', connected(retrying(NOW), { pause: { untilAt: ELEVEN } }), ELEVEN],
    ['nothing of that while NERD is asked', connected(retrying(NOW), { requestInFlight: flight }), undefined],
    ['now, if a try is overdue', connected(retrying(NOW - HOUR_MS)), NOW],
    ['the try after the hour', connected({ kind: 'betweenTokens', held: EXPIRED_TOKEN, nextTryAt: NOW + 7 }), NOW + 7],
    [
      'the moment at which a token that was entered may be tried',
      connected(noToken, { candidate: trying(), clickedAt: NOW - SECOND_MS }),
      NOW + 4 * SECOND_MS,
    ],
    [
      'the next try of a token kept for later',
      connected(noToken, { candidate: { ...untried, retryAt: NOW + 9 } }),
      NOW + 9,
    ],
    [
      'the end of the hour in which it has asked twenty times',
      connected({ ...ACTIVE, held: EXPIRED_TOKEN } as Session, { backgroundRequests: manyAt(NOW - MINUTE_MS) }),
      NOW + 59 * MINUTE_MS + 30 * SECOND_MS,
    ],
  ])('is %s', (_name, state, deadline) => {
    expect(nextDeadline(state, NOW)).toBe(deadline);
  });

  test('is one millisecond into the next minute, where the minutes shown change', () => {
    expect(nextDeadline(connected(ACTIVE), NOW + SECOND_MS)).toBe(NOW + MINUTE_MS + 1);
  });
});

describe('what is started', () => {
  const started = (state: TokenState, now = NOW): string[] =>
    startDueRequest(state, now).effects.map(
      ({ requestInFlight: { of, id }, background: own }) => `${of} ${id}${own ? ', own' : ''}`,
    );

  test.each<[string, TokenState, string[]]>([
    ['nothing beside a request under way', connected(retrying(NOW), { requestInFlight: flight }), []],
    [
      'a token that was entered, before the session',
      connected(retrying(NOW), { candidate: trying() }),
      ['candidate new'],
    ],
    [
      'one kept for later, of its own accord',
      connected(noToken, { candidate: trying({ savedForLater: true }) }),
      ['candidate new, own'],
    ],
    [
      'not within five seconds of the last click',
      connected(noToken, { candidate: trying(), clickedAt: NOW - SECOND_MS }),
      [],
    ],
    [
      'but the demo account’s, whose server is not NERD',
      connected(noToken, { candidate: trying({ facts: demo }), clickedAt: NOW - SECOND_MS }),
      ['candidate new'],
    ],
    ['the session, of its own accord', connected(retrying(NOW)), ['session secret-looking-id, own']],
    ['the session, on a click', connected(retrying(NOW), { wanted: true }), ['session secret-looking-id']],
    [
      'the session before one kept for later',
      connected(retrying(NOW), { candidate: untried }),
      ['session secret-looking-id, own'],
    ],
    ['one kept for later', connected(noToken, { candidate: untried }), ['candidate new, own']],
    ['nothing before its time', connected(retrying(NOW + 1), { candidate: { ...untried, retryAt: NOW + 1 } }), []],
    [
      'nothing of its own beyond twenty in an hour',
      connected(retrying(NOW), { backgroundRequests: manyAt(NOW - 1) }),
      [],
    ],
    [
      'a click beyond that',
      connected(retrying(NOW), { backgroundRequests: manyAt(NOW - 1), wanted: true }),
      ['session secret-looking-id'],
    ],
    ['nothing without a credential', { ...INITIAL_STATE, session: retrying(NOW) }, []],
    [
      'at once, if time may have passed unseen',
      connected(ACTIVE, { timeInDoubt: true }),
      ['session secret-looking-id, own'],
    ],
    [
      'not even then where tokens are fetched when copied',
      connected({ kind: 'active', held: VALID_TOKEN, refreshAt: undefined }, { timeInDoubt: true }),
      [],
    ],
  ])('is %s', (_name, state, expected) => {
    expect(started(state)).toEqual(expected);
  });

  test('goes on counting the failures before it, and keeps the token held', () => {
    const { state } = startDueRequest(connected({ ...retrying(NOW), held: VALID_TOKEN } as Session), NOW);
    expect(state.session).toEqual({ kind: 'refreshing', attempt: 3, rejections: 1, held: VALID_TOKEN });
    const { state: anew } = startDueRequest(connected({ ...ACTIVE, refreshAt: NOW } as Session), NOW);
    expect(anew.session).toEqual({ kind: 'refreshing', attempt: 0, rejections: 0, held: VALID_TOKEN });
  });

  test('counts as asked by whom it was', () => {
    const own = startDueRequest(
      connected(retrying(NOW), { backgroundRequests: manyAt(NOW - 2 * HOUR_MS), clickedAt: 1 }),
      NOW,
    ).state;
    expect(own.backgroundRequests).toEqual([...manyAt(NOW - 2 * HOUR_MS).slice(1), NOW]);
    expect(own.clickedAt).toBe(1);
    const click = startDueRequest(connected(retrying(NOW), { wanted: true, backgroundRequests: [2] }), NOW).state;
    expect(click).toMatchObject({ backgroundRequests: [2], clickedAt: NOW, wanted: false, requestInFlight: flight });
  });

  test('of one kept for later goes on counting its failures', () => {
    const { state } = startDueRequest(connected(noToken, { candidate: untried }), NOW);
    expect(state.candidate).toEqual(trying({ savedForLater: true, attempt: 2 }));
  });
});

function manyAt(at: number): number[] {
  return Array.from({ length: 20 }, () => at);
}

function copied(state: TokenState): TokenState {
  return { ...state, copied: { expiresAt: ELEVEN, shownUntil: NOW + 2 * SECOND_MS } };
}

const END = TEN + HOUR_MS;
const MONDAY_NINE = TEN + 3 * 24 * HOUR_MS;

/** Connected until `END`, in the middle of each spread. */
function connectedUntilEnd(): TokenState {
  const asking = transition({ ...INITIAL_STATE, jitterSeed: 0.5 }, keychainRead, TEN, ENVIRONMENT).state;
  return transition(asking, granted(END), TEN, ENVIRONMENT).state;
}

describe('a machine that wakes long after its token has ended', () => {
  test('asks within a minute, at its place in the spread, since many others wake in the same second', () => {
    const awake = transition(connectedUntilEnd(), timeMoved, MONDAY_NINE, ENVIRONMENT);
    expect(awake.effects).toEqual([]);
    expect(awake.state.session).toMatchObject({ kind: 'betweenTokens', nextTryAt: MONDAY_NINE + 30 * SECOND_MS });
    expect(transition(awake.state, timeMoved, MONDAY_NINE + 30 * SECOND_MS - 1, ENVIRONMENT).effects).toEqual([]);
    expect(transition(awake.state, timeMoved, MONDAY_NINE + 30 * SECOND_MS, ENVIRONMENT).effects).toHaveLength(1);
  });

  test('asks at once when somebody copies', () => {
    const awake = transition(connectedUntilEnd(), timeMoved, MONDAY_NINE, ENVIRONMENT).state;
    expect(transition(awake, refreshWanted, MONDAY_NINE + SECOND_MS, ENVIRONMENT).effects).toHaveLength(1);
  });

  test('asks at once when it has missed its try by a minute only', () => {
    expect(transition(connectedUntilEnd(), timeMoved, END + MINUTE_MS, ENVIRONMENT).effects).toHaveLength(1);
  });

  test('asks at once while its token is still good', () => {
    expect(transition(connectedUntilEnd(), timeMoved, END - 1, ENVIRONMENT).effects).toHaveLength(1);
  });
});
