import { expect, test } from 'vitest';
import { clockCondition } from '../../../../main/core/messages/conditions.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { messageOf } from '../../../../main/core/messages/messages.ts';
import { CONTEXT } from '../../../support/core/states.ts';

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
