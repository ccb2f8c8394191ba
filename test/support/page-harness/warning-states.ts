import type { PageState } from './fake-bridge.ts';
import { CONNECTED, ENDS_AT, message, MINUTE_MS, NOW } from './snapshots.ts';

const RENEW = { kind: 'connect', label: 'Enter a new one' } as const;
const WARNING = message(
  'attention',
  'Your refresh token may end in 23 h',
  'It may end Saturday 09:30. Until then, everything goes on.',
  RENEW,
);
const OVER = message(
  'attention',
  'The week of your refresh token is over',
  'NERD may refuse it from now on. Until it does, everything goes on.',
  RENEW,
);
const CHOICES = { snoozeChoices: ['inAnHour', 'tomorrow', 'nextWeek'] } as const;
const { week } = CONNECTED;
if (week === undefined) throw new Error('a connected session has a week');

/** The states with a warning that the week ends, and with a copied access token that has expired. */
export const WARNING_STATES: readonly PageState[] = [
  { name: 'warned', snapshot: { ...CONNECTED, ...CHOICES, warning: WARNING, week: { ...week, standing: '24h' } } },
  {
    name: 'warned-late',
    snapshot: { ...CONNECTED, ...CHOICES, warning: { ...WARNING, title: 'Your refresh token may end in 1 h 59 min' } },
  },
  { name: 'week-over', snapshot: { ...CONNECTED, ...CHOICES, warning: OVER, week: { ...week, standing: 'end' } } },
  {
    name: 'warned-retrying',
    snapshot: {
      ...CONNECTED,
      ...CHOICES,
      warning: WARNING,
      session: {
        kind: 'retrying',
        failure: 'network',
        attempt: 2,
        retryAt: NOW + 1.5 * MINUTE_MS,
        expiresAt: NOW + 12.5 * MINUTE_MS,
      },
      message: message(
        'attention',
        'NERD cannot be reached',
        'NERD Tray could not reach NERD. This computer may be offline. Your access token works until 10:30. The next try is at 10:19.',
        { kind: 'refreshNow', label: 'Try now' },
      ),
    },
  },
  {
    name: 'snoozed',
    snapshot: { ...CONNECTED, week: { ...week, snooze: { untilAt: Date.UTC(2026, 10, 21, 8) } } },
  },
  { name: 'snoozed-this-week', snapshot: { ...CONNECTED, week: { ...week, snooze: { untilAt: undefined } } } },
  {
    name: 'copied-one-ends-first',
    snapshot: {
      ...CONNECTED,
      copiedEndsAt: ENDS_AT,
      session: { kind: 'active', expiresAt: ENDS_AT + 45 * MINUTE_MS, refreshAt: ENDS_AT + 30 * MINUTE_MS },
    },
  },
  {
    name: 'asked-for-renewing',
    snapshot: { ...CONNECTED, ...CHOICES, warning: WARNING, requestedPage: { page: 'replace', click: 1 } },
  },
];
