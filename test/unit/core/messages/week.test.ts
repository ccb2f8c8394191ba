import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/message.ts';
import { warningCondition } from '../../../../main/core/messages/conditions.ts';
import { messageOf } from '../../../../main/core/messages/messages.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { newWeek, weekSnapshot } from '../../../../main/core/week/week.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { NOW, TIMES } from '../../../support/core/states.ts';

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of the warnings', () => {
  const warning = (...[kind, week, now]: readonly [...Parameters<typeof warningCondition>, number]): Message =>
    messageOf(warningCondition(kind, week), { now, times: TIMES });
  const fixed = weekSnapshot(newWeek(NOW - 6 * DAY_MS));
  const open = weekSnapshot({ ...newWeek(NOW - 6 * DAY_MS), lastUsedAt: NOW });
  expect(
    lines({
      '48h': warning('48h', open, NOW - DAY_MS - MINUTE_MS),
      '24h': warning('24h', fixed, NOW),
      'three hours': warning('2h', fixed, NOW + DAY_MS - 3 * HOUR_MS - MINUTE_MS),
      '2h': warning('2h', fixed, NOW + DAY_MS - 3 * HOUR_MS + MINUTE_MS),
      end: warning('end', fixed, NOW + DAY_MS),
    }),
  ).toMatchInlineSnapshot(`
    "48h: attention | Your refresh token may end in 2 days | It may end Wednesday 10:18. Until then, everything goes on. [Enter a new one: connect]
    24h: attention | Your refresh token ends in 24 h | It ends Wednesday 10:18. Until then, everything goes on. [Enter a new one: connect]
    three hours: attention | Your refresh token ends in 3 h | It ends 10:18. Until then, everything goes on. [Enter a new one: connect]
    2h: attention | Your refresh token ends in 2 h 59 min | It ends 10:18. Until then, everything goes on. [Enter a new one: connect]
    end: attention | The week of your refresh token is over | NERD may refuse it from now on. Until it does, everything goes on. [Enter a new one: connect]"
  `);
});
