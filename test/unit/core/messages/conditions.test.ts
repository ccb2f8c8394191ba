import { expect, test } from 'vitest';
import { clockCondition, noTokenCondition, sessionCondition } from '../../../../main/core/messages/conditions.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { INITIAL_STATE, type TokenState } from '../../../../main/core/token/state.ts';
import { messageOf } from '../../../../main/core/messages/messages.ts';
import { connected, CONTEXT, ENDED } from '../../../support/core/states.ts';

test.each([0, MINUTE_MS, -MINUTE_MS, 2 * MINUTE_MS, -2 * MINUTE_MS])(
  'a clock that is %i ms off is not worth a word',
  (skewMs) => {
    expect(clockCondition(skewMs)).toBeUndefined();
  },
);

test.each([
  [2 * MINUTE_MS + 1, 'This computer’s clock is 2 min fast'],
  [3 * HOUR_MS - 900, 'This computer’s clock is 3 h fast'],
  [-3 * HOUR_MS, 'This computer’s clock is 3 h slow'],
])('a clock that is %i ms off is named', (skewMs, title) => {
  const condition = clockCondition(skewMs);
  expect(condition && messageOf(condition, CONTEXT)).toEqual({
    tone: 'attention',
    title,
    sentence:
      'NERD Tray goes by NERD’s time, so your access token stays fresh, and the times shown here are right. Set the clock, since other programs go by it.',
    action: undefined,
  });
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
    connected({ kind: 'refreshing', attempt: 0, rejections: 0, held: undefined }),
    'There is no working access token yet. Try again in a moment.',
  ],
])('a copy that finds no token says why: %s', (_name, state, sentence) => {
  const condition = noTokenCondition(sessionCondition(state, CONTEXT), CONTEXT);
  expect(messageOf(condition, CONTEXT)).toMatchObject({ title: 'Not copied', sentence });
});
