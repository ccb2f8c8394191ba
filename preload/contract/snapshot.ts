import type { Message } from './message.ts';
import type { ProxyAddress, ProxyAsk } from './proxy.ts';
import type {
  CandidateSnapshot,
  CredentialLife,
  CredentialSnapshot,
  SessionSnapshot,
  StorageSnapshot,
} from './session.ts';
import type { LoginItemState, Settings, ShortcutProblem } from './settings.ts';
import type { DurationMs, EpochMs } from './time.ts';
import type { WeekSnapshot } from './week.ts';

/**
 * What the window can be asked for: where a new refresh token, a key pair or the proxy's password is entered, its
 * settings, or a copy that only the window can make.
 */
export type RequestedPage = 'replace' | 'keyPair' | 'settings' | 'proxy' | 'copyHere';

/** All that tray, notifications and window are drawn from. Whole each time; holds no secret. */
export interface AppSnapshot {
  /** Grows with every snapshot; an older one never replaces a newer one. */
  readonly revision: number;
  /** When the snapshot was taken; the window counts on from here. */
  readonly now: EpochMs;
  readonly session: SessionSnapshot;
  /** The credential in use. */
  readonly credential: (CredentialSnapshot & { readonly lasts: CredentialLife }) | undefined;
  /** The other credentials of the keychain, to which the user can switch. */
  readonly otherCredentials: readonly CredentialSnapshot[];
  /** A key pair that was made here and waits for its Client ID. */
  readonly pendingKeyPair: { readonly madeAt: EpochMs } | undefined;
  readonly week: WeekSnapshot | undefined;
  readonly storage: StorageSnapshot;
  readonly candidate: CandidateSnapshot | undefined;
  /** The proxy that wants a name and a password, until a request gets past it. */
  readonly proxyAsk: ProxyAsk | undefined;
  /** The proxy whose name and password are stored. */
  readonly proxyWithSavedPassword: ProxyAddress | undefined;
  /** Set for two seconds after a copy, so that tray and window can show the success. */
  readonly copied: { readonly expiresAt: EpochMs } | undefined;
  /** When the access token that was copied last expires, until it has expired. */
  readonly copiedEndsAt: EpochMs | undefined;
  /** A copy may be on the clipboard; `clearsAt` is when it is cleared, if it is not to stay. */
  readonly onClipboard: { readonly clearsAt: EpochMs | undefined } | undefined;
  /** What this desktop can do of what the settings offer. */
  readonly desktop: {
    /** A copy is marked as a secret, for clipboard managers that know the mark. */
    readonly marksSecrets: boolean;
    readonly isMac: boolean;
    /** Why a shortcut may not be had here, if that is known before one is tried. */
    readonly noShortcuts: 'wayland' | undefined;
    /** The desktop shows tray icons, as far as that is known. */
    readonly hasTray: boolean;
  };
  /** Why the shortcut that is set does not work. */
  readonly shortcutProblem: ShortcutProblem | undefined;
  /** Background requests are paused until then, or until the user resumes them. */
  readonly pause: { readonly untilAt: EpochMs | undefined } | undefined;
  /** The one message for the state as a whole. */
  readonly message: Message;
  /** The message for the candidate, if there is one to speak of. */
  readonly candidateMessage: Message | undefined;
  /** Shown while a warning of the week's end stands. */
  readonly warning: Message | undefined;
  /** Shown while this computer's clock is wrong. */
  readonly clockMessage: Message | undefined;
  /** How far this computer's clock is ahead of NERD's (negative: behind); undefined while it is about right. */
  readonly clockAheadMs: DurationMs | undefined;
  /** Until when clicks lead to no request, since NERD has asked to wait (Retry-After); undefined if it has not. */
  readonly heldUntil: EpochMs | undefined;
  /** Shown until then, unless the message for the state says so. */
  readonly holdMessage: Message | undefined;
  /** Shown while nothing can be written, and after a start at which a settings file had to be set aside. */
  readonly settingsMessage: Message | undefined;
  readonly settings: Settings;
  readonly loginItem: LoginItemState;
  /** NERD's address, as copied calls name it: scheme, host and port. */
  readonly apiUrl: string;
  readonly version: string;
  /** What this build is, for one that is no release; '' for a release. */
  readonly buildNote: string;
  /** The user's locale (BCP 47), for times. */
  readonly locale: string;
  /** The user's time zone (IANA), for times; undefined is the system's own. */
  readonly timeZone: string | undefined;
  /** The moments of this snapshot as text, formatted as of `now`. */
  readonly moments: readonly (readonly [at: EpochMs, text: string])[];
  /** Shown on a desktop without a tray, until the user has read it. */
  readonly trayMessage: Message | undefined;
  /** The page that a click outside the window requested; each click has a number of its own. */
  readonly requestedPage: { readonly page: RequestedPage; readonly click: number } | undefined;
}
