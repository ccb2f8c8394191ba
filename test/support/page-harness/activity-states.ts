import type { HistoryEntry } from '../../../preload/contract/history.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import type { PageState } from './fake-bridge.ts';
import { ALWAYS_ON, FIRST_DAY, LONG_SLEEP, REFUSED, TROUBLE, WEEK } from './histories.ts';
import { CONNECTED, message, MINUTE_MS, NOW, SIGNED_OUT } from './snapshots.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

function enteredDaysAgo(days: number, slides = false): AppSnapshot {
  const enteredAt = NOW - days * DAY_MS;
  const latestEndAt = NOW - 15 * MINUTE_MS + 7 * DAY_MS;
  const { week } = CONNECTED;
  if (week === undefined) throw new Error('a connected session has a week');
  return {
    ...CONNECTED,
    credential: { kind: 'refreshToken', enteredAt, lasts: 'week' },
    week: { ...week, enteredAt, slides, latestEndAt, earliestEndAt: slides ? latestEndAt : enteredAt + 7 * DAY_MS },
  };
}

const withHistory = (name: string, snapshot: AppSnapshot, entries: readonly HistoryEntry[]): PageState => ({
  name,
  snapshot,
  answers: { readHistory: { ok: true, entries } },
});

/** The states of the week line and of the Activity screen, each with its history. */
export const ACTIVITY_STATES: readonly PageState[] = [
  withHistory('activity-week', CONNECTED, WEEK),
  withHistory('activity-empty', SIGNED_OUT, []),
  withHistory('activity-first-day', enteredDaysAgo(106 / (24 * 60)), FIRST_DAY),
  withHistory('activity-sixth-day', enteredDaysAgo(6.2), ALWAYS_ON),
  withHistory('activity-sliding', enteredDaysAgo(9.1, true), ALWAYS_ON),
  withHistory('activity-trouble', CONNECTED, TROUBLE),
  withHistory('activity-long-sleep', CONNECTED, LONG_SLEEP),
  withHistory(
    'activity-ended',
    {
      ...CONNECTED,
      session: { kind: 'rejected', expiresAt: undefined },
      message: message(
        'problem',
        'NERD did not accept this refresh token',
        'NERD no longer accepts your refresh token: its week may be over. There is no working access token right now; your refresh token is kept. Copy a new refresh token from your Account page and enter it here.',
        { kind: 'connect', label: 'Enter a new refresh token' },
      ),
    },
    REFUSED,
  ),
  {
    name: 'activity-unread',
    snapshot: CONNECTED,
    answers: {
      readHistory: {
        ok: false,
        message: message('problem', 'That did not work', 'NERD Tray gave no answer. Your refresh token is safe.'),
      },
    },
  },
];
