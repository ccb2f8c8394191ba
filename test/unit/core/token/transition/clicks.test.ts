import { describe, expect, test } from 'vitest';
import type { TokenEvent } from '../../../../../main/core/token/events.ts';
import { noTokenCondition, sessionCondition } from '../../../../../main/core/messages/conditions.ts';
import { INITIAL_STATE, type TokenState } from '../../../../../main/core/token/state.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../../main/core/time/time.ts';
import { transition } from '../../../../../main/core/token/transition.ts';
import { messageOf } from '../../../../../main/core/messages/messages.ts';
import { TEN, failed, found, granted, run, wanted } from '../../../../support/core/run.ts';
import { connected, CONTEXT, ENDED, GOOD, NOW } from '../../../../support/core/states.ts';

const AROUND = { random: 0.5, online: true };
const WANTED: TokenEvent = { kind: 'refreshWanted' };
const requests = (state: TokenState, at: number): number => transition(state, WANTED, at, AROUND).effects.length;

/** A session whose fourth failure in a row, just now, asked for a pause. */
function pausedFor(retryAfterMs: number): TokenState {
  const asking = connected(
    { kind: 'refreshing', attempt: 3, refusals: 0, held: GOOD },
    { requestInFlight: { of: 'session', id: 'secret-looking-id' }, clickedAt: NOW },
  );
  const answer = { ok: false, failure: { kind: 'server_error', retryAfterMs } } as const;
  return transition(asking, { kind: 'answered', id: 'secret-looking-id', answer }, NOW, AROUND).state;
}

test('a click asks as soon as the pause that NERD asked for is over, and not before', () => {
  const state = pausedFor(20 * SECOND_MS);
  expect(state.session).toMatchObject({ kind: 'retrying', retryAt: NOW + 5 * MINUTE_MS });
  expect(requests(state, NOW + 20 * SECOND_MS - 1)).toBe(0);
  expect(requests(state, NOW + 20 * SECOND_MS)).toBe(1);
});

test('a click asks even when the app itself has asked as often as it may', () => {
  const backgroundRequests = Array.from({ length: 20 }, (_none, index) => NOW - (20 - index) * MINUTE_MS);
  const waiting = connected(
    { kind: 'refreshing', attempt: 0, refusals: 0, held: undefined },
    { backgroundRequests, clickedAt: NOW - MINUTE_MS },
  );
  expect(transition(waiting, { kind: 'timeMoved' }, NOW, AROUND).effects).toEqual([]);
  expect(requests(waiting, NOW)).toBe(1);
});

test.each<[string, TokenState, string]>([
  [
    'not connected',
    { ...INITIAL_STATE, storage: { kind: 'keychain' } },
    'Connect first: NERD Tray has no refresh token.',
  ],
  ['the keychain is still opening', INITIAL_STATE, 'There is no working access token yet. Try again in a moment.'],
  [
    'tokens are fetched when copied',
    connected({ kind: 'active', held: ENDED, refreshAt: undefined }),
    'There is no working access token yet. Try again in a moment.',
  ],
  [
    'NERD has not answered',
    connected({ kind: 'refreshing', attempt: 0, refusals: 0, held: undefined }),
    'There is no working access token yet. Try again in a moment.',
  ],
])('a copy that finds no token says why: %s', (_name, state, sentence) => {
  const condition = noTokenCondition(sessionCondition(state, CONTEXT), CONTEXT);
  expect(messageOf(condition, CONTEXT)).toMatchObject({ title: 'Not copied', sentence });
});

test('a click while a new token is tried comes right after it, and waits if NERD then asks for a pause', () => {
  const facts = { id: 'kept', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
  const trying = connected(
    { kind: 'active', held: ENDED, refreshAt: undefined },
    {
      candidate: { kind: 'trying', facts, savedForLater: true, attempt: 1 },
      requestInFlight: { of: 'candidate', id: 'kept' },
      backgroundRequests: [NOW],
    },
  );
  const clicked = transition(trying, WANTED, NOW, AROUND);
  expect(clicked.effects).toEqual([]);
  expect(clicked.state.session.kind).toBe('refreshing');
  const failure = (retryAfterMs?: number): TokenEvent => ({
    kind: 'candidateFailed',
    id: 'kept',
    failure: { kind: 'rate_limited', retryAfterMs },
  });
  const next = transition(clicked.state, failure(), NOW + SECOND_MS, AROUND);
  expect(next.effects).toMatchObject([{ requestInFlight: { of: 'session' }, background: false }]);
  expect(transition(clicked.state, failure(MINUTE_MS), NOW + SECOND_MS, AROUND).effects).toEqual([]);
});

describe('clicks', () => {
  test('join the request under way', () => {
    expect(run([TEN, found], [TEN, wanted], [TEN + 1, wanted]).requests).toHaveLength(1);
  });

  test('add at most one request in five seconds', () => {
    const until = granted(TEN + 3 * MINUTE_MS);
    const { requests } = run(
      [TEN, found],
      [TEN, until],
      [TEN + 4999, wanted],
      [TEN + 5000, wanted],
      [TEN + 5001, until],
      [TEN + 9999, wanted],
    );
    expect(requests).toEqual(['session one at 0', 'session one at 5']);
  });

  test('ask again after a refusal', () => {
    expect(run([TEN, found], [TEN, failed('refused')], [TEN + 6000, wanted]).requests).toHaveLength(2);
  });

  test('ask nothing when signed out', () => {
    expect(
      run([TEN, { kind: 'keychainRead', credential: undefined, pendingCredential: undefined }], [TEN, wanted]).requests,
    ).toEqual([]);
  });
});
