// The fixed words for what has happened: on the week line and on the Activity screen.
import type { HistoryEvent } from '../../preload/contract/history.ts';
import type { CredentialKind, FailureKind, PauseUntil } from '../../preload/contract/session.ts';
import type { SnoozeUntil, WarningKind } from '../../preload/contract/week.ts';

type ConnectOutcome = Extract<HistoryEvent, { kind: 'connect' }>['result'];

const tries = (times: number): string => (times === 1 ? '' : `, ${times} tries`);

export const activityText = {
  title: 'Activity',
  weekLine: 'The week of the refresh token',
  /** The name of the same timeline for a credential that has no week. */
  lastDays: 'The last days',
  empty:
    'Nothing has happened yet. Once you are connected, you can see here when NERD Tray fetched an access token for you.',
  today: 'Today',
  columns: { day: 'Day', picture: 'Picture', refreshes: 'Refreshes', failures: 'Failed', downtime: 'Not running' },
  never: '0 min',
  legend: { refresh: 'refresh', failure: 'failed', pause: 'paused', downtime: 'asleep or off' },
  seconds: (figure: string) => `${figure} s`,

  /** The names of a timeline's marks; `when` is the day and the time. */
  marks: {
    refreshed: (when: string, took: string) => `${when}: refreshed, took ${took}`,
    refreshes: (times: number, when: string) => `${when}: ${times} refreshes`,
    failed: (what: string, when: string, times: number) => `${when}: ${what}${tries(times)}`,
    severalFailed: (when: string, times: number) => `${when}: ${times} tries failed`,
    slept: (when: string) => `${when}: the computer slept`,
    quit: (when: string) => `${when}: NERD Tray was not running`,
    paused: (when: string) => `${when}: paused`,
    unknown: (when: string) => `Before ${when}: nothing was noted`,
    now: (when: string) => `Now, ${when}`,
    latest: (end: string, latest: string) => `${end}, ${latest} at the latest`,
  },

  /** The lines of the list, each of which stands after its time. */
  started: 'NERD Tray started',
  slept: (until: string) => `The computer slept until ${until}`,
  quit: (until: string) => `NERD Tray was quit, and started again ${until}`,
  lost: (until: string) => `NERD Tray ended without being quit, and started again ${until}`,
  refreshed: (took: string) => `Refreshed, took ${took}`,
  refreshedAsAsked: (took: string) => `Refreshed on request, took ${took}`,
  refreshedOften: (times: number, took: string) => `Refreshed ${times} times, up to ${took}`,
  failed: (what: string, times: number) => `${what}${tries(times)}`,
  copied: (times: number, lasted: string | undefined) =>
    `Access token copied${times === 1 ? '' : ` ${times} times`}${lasted === undefined ? '' : `, good for ${lasted}`}`,
  notCopied: (times: number) => `The access token could not be copied${tries(times)}`,
  renewed: {
    refreshToken: 'New refresh token entered',
    keyPair: 'Key pair entered',
    demo: 'Demo account started',
  } satisfies Record<CredentialKind, string>,
  forgotten: {
    refreshToken: 'Refresh token forgotten',
    keyPair: 'Key pair forgotten',
    demo: 'Demo account left',
  } satisfies Record<CredentialKind, string>,
  notForgotten: 'What the keychain holds could not be deleted',
  switched: {
    refreshToken: 'Went on with the refresh token',
    keyPair: 'Went on with the key pair',
    demo: 'Went on with the demo account',
  } satisfies Record<CredentialKind, string>,
  resumed: 'Resumed',
  clockRight: 'This computer’s clock is right again',
  clockWrong: (by: string, fast: boolean) => `This computer’s clock was found to be ${by} ${fast ? 'fast' : 'slow'}`,

  failure: {
    refused: 'NERD refused',
    network: 'NERD could not be reached',
    timeout: 'NERD did not answer in time',
    tls: 'The connection was not safe',
    proxy: 'The proxy was in the way',
    proxy_down: 'The proxy could not be reached',
    proxy_auth: 'The proxy wanted a password',
    rate_limited: 'NERD asked to wait',
    server_error: 'NERD had trouble of its own',
    not_nerd: 'Something other than NERD answered',
    malformed_response: 'NERD’s answer could not be read',
    unexpected: 'Something went wrong in NERD Tray',
  } satisfies Record<FailureKind, string>,

  connect: {
    connected: () => 'Connected',
    field: (what: string) => `What was entered is no ${what}`,
    refused: (what: string) => `NERD did not accept the ${what} that was entered`,
    unreachable: (what: string) => `A ${what} was entered, but NERD could not be reached`,
    notStored: (what: string) => `NERD accepted the ${what}, but the keychain did not take it`,
    replaced: (what: string) => `Another ${what} was entered in its place`,
    unexpected: () => 'Connecting did not work',
  } satisfies Record<ConnectOutcome, (what: string) => string>,

  pause: {
    tomorrow: 'Paused until tomorrow',
    resumed: 'Paused',
  } satisfies Record<PauseUntil, string>,

  warning: {
    '48h': 'Warned of the week’s end, about 2 days ahead',
    '24h': 'Warned of the week’s end, about a day ahead',
    '2h': 'Warned of the week’s end, about 2 hours ahead',
    end: 'Told that the week is over',
  } satisfies Record<WarningKind, string>,

  snooze: {
    inAnHour: 'No warnings for an hour',
    tomorrow: 'No warnings until tomorrow',
    nextWeek: 'No more warnings this week',
    now: 'Warnings wanted again',
  } satisfies Record<SnoozeUntil, string>,
} as const;
