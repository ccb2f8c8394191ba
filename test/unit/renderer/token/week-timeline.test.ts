import { expect, test } from 'vitest';
import { timeFormat } from '../../../../main/core/time/time-format.ts';
import { activityTimes } from '../../../../renderer/text/activity-times.ts';
import { markNames } from '../../../../renderer/timeline/mark-names.ts';
import { weekText, weekTimeline } from '../../../../renderer/token/week-timeline.ts';
import { REFUSED, WEEK } from '../../../support/page-harness/histories.ts';
import { CONNECTED, NOW } from '../../../support/page-harness/snapshots.ts';

const BERLIN = 'Europe/Berlin';

test('the week line names what it shows', () => {
  const { credential } = CONNECTED;
  if (credential === undefined) throw new Error('a connected session has a credential');
  const snapshot = { ...CONNECTED, timeZone: BERLIN };
  const week = weekTimeline(snapshot, credential, WEEK, NOW, timeFormat('en-GB', BERLIN));
  expect(markNames(week.timeline.marks, activityTimes('en-GB', BERLIN))).toMatchInlineSnapshot(`
    [
      "Refresh token entered Tuesday 08:40",
      "Tuesday 09:35–18:35: 10 refreshes",
      "Tuesday 19:20 – Wednesday 08:45: the computer slept",
      "Wednesday 08:46–17:46: 10 refreshes",
      "Wednesday 13:10–13:40: NERD could not be reached, 5 tries",
      "Wednesday 18:02 – Thursday 08:05: the computer slept",
      "Thursday 08:10–08:14: NERD did not answer in time, 2 tries",
      "Thursday 08:16–17:21: 9 refreshes",
      "Thursday 13:10–15:20: NERD Tray was not running",
      "Thursday 18:02 – Friday 08:55: the computer slept",
      "Friday 08:55–10:02: 3 refreshes",
      "Now, Friday 10:17",
      "It ends Tuesday 08:40 at the earliest, 27 Nov, 10:17 at the latest",
    ]
  `);
  const inBerlin = timeFormat('en-GB', BERLIN);
  expect(weekText(snapshot, credential, NOW, inBerlin)).toBe('It ends Tuesday 08:40 at the earliest');
  const refused = { ...snapshot, session: { kind: 'rejected', expiresAt: undefined } } as const;
  const over = weekTimeline(refused, credential, REFUSED, NOW, inBerlin);
  expect(weekText(refused, credential, NOW, inBerlin)).toBe('Refresh token entered Tuesday 08:40');
  expect(over.timeline.marks.map(({ mark }) => mark.kind)).not.toContain('end');
});
