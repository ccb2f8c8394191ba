import { expect, test } from 'vitest';
import { activityTimes } from '../../../../renderer/text/activity-times.ts';
import { markNames } from '../../../../renderer/timeline/mark-names.ts';

test('a pause has a name', () => {
  const times = activityTimes('en-GB', 'UTC');
  const pause = { kind: 'pause', at: Date.UTC(2026, 9, 23, 12, 15), endAt: Date.UTC(2026, 9, 23, 12, 50) } as const;
  expect(markNames([{ mark: pause }], times)).toEqual(['Friday 12:15–12:50: paused']);
});
