import type { ConnectFailureReason, CredentialKind, FailureKind, PauseUntil } from './session.ts';
import type { DurationMs, EpochMs } from './time.ts';
import type { SnoozeUntil, WarningKind } from './week.ts';

/** What can be in the history: kinds, numbers and fixed words, never a token, an address or free text. */
export type HistoryEvent =
  | { readonly kind: 'started'; readonly version: string }
  /** The app quit in good order. Where this is missing before a start, the app was off since the entry before at the latest. */
  | { readonly kind: 'stopped' }
  /** The machine went to sleep, where the system tells. */
  | { readonly kind: 'slept' }
  /** It woke, or was unlocked. */
  | { readonly kind: 'woke' }
  /** NERD was asked for an access token. */
  | {
      readonly kind: 'refresh';
      /** Of the session's refresh token, or of one that was entered and is not the session's yet. */
      readonly of: 'session' | 'candidate';
      /** It was a background request; otherwise somebody asked for it. */
      readonly own: boolean;
      readonly result: 'granted' | FailureKind;
      readonly tookMs: DurationMs;
    }
  /** `lastsMs` is what was left of the copied token; a copy that failed has none. */
  | { readonly kind: 'copy'; readonly ok: boolean; readonly lastsMs?: DurationMs; readonly tookMs: DurationMs }
  | {
      readonly kind: 'connect';
      readonly account: CredentialKind;
      /** There was a session already. */
      readonly renewed: boolean;
      readonly result: 'connected' | ConnectFailureReason;
      readonly tookMs: DurationMs;
    }
  /** Went on with another credential from the keychain. */
  | { readonly kind: 'switch'; readonly to: CredentialKind; readonly ok: boolean }
  | { readonly kind: 'forget'; readonly of?: CredentialKind; readonly ok: boolean }
  | { readonly kind: 'pause'; readonly until: PauseUntil }
  | { readonly kind: 'resume' }
  /** A warning of the week's end was shown. */
  | { readonly kind: 'warning'; readonly of: WarningKind }
  | { readonly kind: 'snooze'; readonly until: SnoozeUntil }
  /** NERD's answer showed that the clock was wrong: from here on "now" lies `shiftMs` later. */
  | {
      readonly kind: 'clock';
      readonly shiftMs: DurationMs;
      /** How far this computer's clock is ahead. */
      readonly skewMs: DurationMs;
      /** The entries from before it have been moved as well. */
      readonly applied: boolean;
    };

/** When it happened, in true time as far as it was known. Repeats in a row are one entry, with the last one's details. */
export type HistoryEntry = HistoryEvent & {
  readonly at: EpochMs;
  readonly times: number;
  /** The last of them. */
  readonly lastAt: EpochMs;
};
