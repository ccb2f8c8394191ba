// The fixed words of the Token page.
import type { CredentialKind } from '../../preload/contract/session.ts';

export const tokenText = {
  ring: {
    label: 'Access token',
    validUntil: (time: string) => `valid until ${time}`,
    none: 'No token',
    ended: (time: string) => `ended ${time}`,
    nextTry: (time: string) => `next try ${time}`,
  },
  copyAs: 'Copy as',
  preview: 'Preview',
  copied: (span: string) => `Copied · valid for ${span}`,
  copiedEnds: (moment: string) => `The one you copied ends ${moment}`,
  leavesClipboard: (moment: string) => `Leaves the clipboard by ${moment}`,
  staysInClipboard: 'Stays in the clipboard until cleared',
  clearNow: 'Clear now',
  refreshNow: 'Refresh now',
  tryAgain: 'Try again',
  replace: { refreshToken: 'Replace token…', keyPair: 'Replace key…', demo: 'Connect…' } satisfies Record<
    CredentialKind,
    string
  >,
  forget: { refreshToken: 'Forget…', keyPair: 'Forget…', demo: 'Leave demo…' } satisfies Record<CredentialKind, string>,
  entered: {
    refreshToken: (moment: string) => `Refresh token entered ${moment}`,
    keyPair: (moment: string) => `Key pair connected ${moment}`,
    demo: (moment: string) => `Demo account since ${moment}`,
  } satisfies Record<CredentialKind, (moment: string) => string>,
  /** When the refresh token ends; NERD's documentation leaves a span. */
  ends: {
    earliest: (moment: string) => `It ends ${moment} at the earliest`,
    unused: (moment: string) => `It ends ${moment} if it is not used`,
    at: (moment: string) => `It ends ${moment}`,
  },
  untilQuit: (entered: string) => `${entered} · kept until you quit`,
  addToCalendar: 'Add to calendar…',
  snooze: {
    later: 'Later…',
    label: 'When to warn again',
    inAnHour: 'In 1 h',
    tomorrow: (hour: string) => `Tomorrow ${hour}`,
    nextWeek: 'Not this week',
  },
  snoozed: {
    until: (moment: string) => `No warnings until ${moment}`,
    off: 'No warnings this week',
    end: 'Warn me again',
  },
} as const;
