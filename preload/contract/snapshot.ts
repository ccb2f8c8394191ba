import type { CopyFormat } from './copy-format.ts';

/** A moment: milliseconds since the Unix epoch, on main's clock. */
export type EpochMs = number;
/** A span in milliseconds. */
export type DurationMs = number;

/** What a refresh can fail of. Only `refused` is a clear "no"; all others are tried again. */
export type FailureKind =
  | 'refused'
  | 'network'
  | 'timeout'
  | 'tls'
  /** The proxy answered, and did not let the request through. */
  | 'proxy'
  /** The proxy itself cannot be reached. */
  | 'proxy_down'
  /** The proxy wants a name and a password, or did not accept them. */
  | 'proxy_auth'
  | 'rate_limited'
  | 'server_error'
  | 'not_nerd'
  | 'malformed_response'
  /** A mistake of the app's own; takes the same road as the others. */
  | 'unexpected';

/** A proxy, as Chromium names it. */
export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

/** What is not as it was when the proxy last got the password: it asks in a weaker way, or under another realm. */
export type ProxyChange = 'scheme' | 'realm';

/** A proxy that wants a name and a password. */
export interface ProxyAsk extends ProxyAddress {
  /** How it wants to be given them, as Chromium writes it: `basic`, `digest`, `ntlm` or `negotiate`. */
  readonly scheme: string;
  /** What it says of itself: plain text, cut short, empty if it says nothing. */
  readonly realm: string;
  /** It did not accept what it was last given. */
  readonly refused: boolean;
  /** Why it is not given the password that it has accepted before. */
  readonly changed?: ProxyChange | undefined;
}

/** The token's life as people are shown it. Never holds a token. */
export type SessionSnapshot =
  | { readonly kind: 'signedOut' }
  /** A request is under way; `expiresAt` is the end of the token still held, if there is one. */
  | { readonly kind: 'refreshing'; readonly expiresAt: EpochMs | undefined }
  /** `refreshAt` is undefined where tokens are fetched when copied. */
  | { readonly kind: 'active'; readonly expiresAt: EpochMs; readonly refreshAt: EpochMs | undefined }
  | {
      readonly kind: 'retrying';
      readonly failure: FailureKind;
      readonly attempt: number;
      readonly retryAt: EpochMs;
      readonly expiresAt: EpochMs | undefined;
    }
  /** NERD refused the credential; `expiresAt` is the end of the access token still held, if there is one. */
  | { readonly kind: 'rejected'; readonly expiresAt: EpochMs | undefined };

/** Why a credential that was entered is not the session: `field` is the text itself, the others what came of it. */
export type ConnectFailureReason = 'field' | 'refused' | 'unreachable' | 'notStored' | 'replaced' | 'unexpected';

/** What the app can sign in with: NERD's refresh token, a key pair registered with Kensho, or the demo server's demo account. */
export type CredentialKind = 'refreshToken' | 'keyPair' | 'demo';

/** `week`: NERD ends it about a week after it was shown or last used. `noExpiry`: nothing ends it by itself. */
export type CredentialLife = 'week' | 'noExpiry';

/** A credential that the keychain holds beside the one in use. */
export interface CredentialSnapshot {
  readonly kind: CredentialKind;
  readonly enteredAt: EpochMs;
}

/** Why the keychain could not be used. */
export type KeychainProblem =
  | 'missing'
  | 'locked'
  | 'refused'
  | 'slow'
  | 'unreadable'
  /** Longer than one entry may be there. */
  | 'tooLarge'
  | 'failed';

/** Where the credential is stored. */
export type StorageSnapshot =
  | { readonly kind: 'reading' }
  | { readonly kind: 'keychain' }
  /** Kept in main's memory until the app quits, by the user's choice. */
  | { readonly kind: 'memory'; readonly why: KeychainProblem }
  | { readonly kind: 'unavailable'; readonly why: KeychainProblem };

/** A credential that was entered and is not the session's yet. */
export type CandidateSnapshot =
  | { readonly kind: 'trying' }
  /** NERD could not be asked; the user may keep it for later. */
  | { readonly kind: 'unreachable'; readonly failure: FailureKind }
  /** NERD accepted it, the keychain did not take it; the user may keep it in memory. */
  | { readonly kind: 'notStored'; readonly why: KeychainProblem }
  /** Kept for later by the user's choice; tried again at `retryAt`. */
  | { readonly kind: 'savedForLater'; readonly failure: FailureKind | undefined; readonly retryAt: EpochMs }
  /** Kept for later, then refused by NERD. */
  | { readonly kind: 'refused' };

/** What a button under a message does; each is a command that needs nothing more. */
export type MessageAction =
  | 'connect'
  | 'connectKeyPair'
  | 'copyAccessToken'
  | 'clearClipboard'
  | 'refreshNow'
  | 'saveForLater'
  | 'keepInMemory'
  | 'retryKeychain'
  | 'resume'
  | 'answerProxy'
  | 'openNerd'
  | 'openStatusPage';

/** Words for people: what happened, what still works, what to do. */
export interface Message {
  /** calm: nothing to do · busy: under way · attention: worth knowing · problem: needs the user. */
  readonly tone: 'calm' | 'busy' | 'attention' | 'problem';
  readonly title: string;
  readonly sentence: string;
  readonly action: ActionButton | undefined;
  /** A second way out, where there is one. */
  readonly other?: ActionButton;
}

export interface ActionButton {
  readonly kind: MessageAction;
  readonly label: string;
}

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  /** What a plain click on the tray icon does. */
  readonly trayClick: 'openWindow' | 'copyAccessToken';
  /** When the user may be warned of the week's end. */
  readonly workingHours: WorkingHours;
  /** Whether to tell when the access token that was copied last has ended. */
  readonly tellCopiedEnd: boolean;
  /** Whether the time left stands beside the tray icon, where there is room for it (macOS). */
  readonly trayTitle: boolean;
  /** What a copy gives: the one that was used last, for window and tray. */
  readonly copyFormat: CopyFormat;
  /** When a copied access token is taken from the clipboard again. */
  readonly clearCopy: ClearCopy;
  /** Copies from anywhere, in Electron's form (`Control+Shift+K`); null: none. */
  readonly copyShortcut: string | null;
  /** Whether the app starts when the user logs in. The system alone knows, so it is stored there and nowhere else. */
  readonly launchAtLogin: boolean;
}

/** Seconds after the copy, and on quitting; `off`: never. */
export type ClearCopy = 'off' | '30s' | '60s' | '120s' | '300s';

/** Why a shortcut cannot be had: another program has it, or the desktop gives none away. */
export type ShortcutProblem = 'taken' | 'wayland';

/** Settings that the app itself keeps. */
export type PersistedSettings = Omit<Settings, 'launchAtLogin'>;

/**
 * What the system says of launching the app at login. `needsApproval`: asked for, but not until the user allows it in
 * the system's own settings (macOS). `unavailable`: there is no way here.
 */
export type LoginItemState = 'on' | 'off' | 'needsApproval' | 'unavailable';

/** When people are at work, in their own time zone. Hours from 0 to 24, weekdays from 1 (Monday) to 7 (Sunday, ISO 8601). */
export interface WorkingHours {
  readonly fromHour: number;
  readonly toHour: number;
  readonly weekdays: readonly number[];
}

/** The warnings of a week's end: 48, 24 and 2 hours before it, and at it. */
export type WarningKind = '48h' | '24h' | '2h' | 'end';

/** No warnings until then; with no end, until the week begins anew. */
export interface Snooze {
  readonly untilAt?: EpochMs | undefined;
}

/** How long keeping fresh rests; `tomorrow` ends when the next day's working hours begin. */
export type PauseUntil = 'tomorrow' | 'resumed';

/** When the warnings of the week's end come again; `tomorrow` is at 9:00, `now` ends a snooze. */
export type SnoozeUntil = 'inAnHour' | 'tomorrow' | 'nextWeek' | 'now';

/** The life of the refresh token, as far as NERD's own words allow to know it. */
export interface WeekSnapshot {
  readonly enteredAt: EpochMs;
  readonly lastUsedAt: EpochMs;
  /** The span in which it ends; both are the same once its week is known to count from the last use. */
  readonly earliestEndAt: EpochMs;
  readonly latestEndAt: EpochMs;
  readonly slides: boolean;
  /** The warning that was given last, unless it is snoozed. */
  readonly standing: WarningKind | undefined;
  readonly snooze: Snooze | undefined;
}

/**
 * What the window can be asked for: where a new refresh token, a key pair or the proxy's password is entered, its
 * settings, or a copy that only the window can make.
 */
export type AskedPage = 'replace' | 'keyPair' | 'settings' | 'proxy' | 'copyHere';

/** All that tray, notifications and window are drawn from. Whole each time; holds no secret. */
export interface AppSnapshot {
  /** Grows with every snapshot; an older one never replaces a newer one. */
  readonly revision: number;
  /** When it was taken; the window counts on from here. */
  readonly now: EpochMs;
  readonly session: SessionSnapshot;
  /** The one in use. */
  readonly credential: (CredentialSnapshot & { readonly lasts: CredentialLife }) | undefined;
  /** The others, to which the user can switch. */
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
  /** Set for two seconds after a copy, so that tray and window can show that it worked. */
  readonly copied: { readonly expiresAt: EpochMs } | undefined;
  /** The end of the access token that was copied last, until it has come. */
  readonly copiedEndsAt: EpochMs | undefined;
  /** A copy may be on the clipboard; `clearsAt` is when it is taken away, if it is not to stay. */
  readonly onClipboard: { readonly clearsAt: EpochMs | undefined } | undefined;
  /** What this desktop can do of what the settings offer. */
  readonly desktop: {
    /** A copy is marked as a secret, for clipboard managers that know the mark. */
    readonly marksSecrets: boolean;
    readonly isMac: boolean;
    /** Why a shortcut may not be had here, if that is known before one is tried. */
    readonly noShortcuts: 'wayland' | undefined;
    /** It shows tray icons, as far as that is known. */
    readonly hasTray: boolean;
  };
  /** Why the shortcut that is set does not work. */
  readonly shortcutProblem: ShortcutProblem | undefined;
  /** Keeping fresh rests until then, or until it is resumed. */
  readonly pause: { readonly untilAt: EpochMs | undefined } | undefined;
  /** The one message for the state as a whole. */
  readonly message: Message;
  /** The message for the candidate, if there is one to speak of. */
  readonly candidateMessage: Message | undefined;
  /** What is said of the week's end while a warning of it stands. */
  readonly warning: Message | undefined;
  /** Said while this computer's clock is wrong. */
  readonly clockMessage: Message | undefined;
  /** Said while nothing can be written, and after a start at which a settings file had to be set aside. */
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
  /** The moments of this snapshot in words, as they are told at `now`. */
  readonly moments: readonly (readonly [at: EpochMs, text: string])[];
  /** What is said of a missing tray, until it was read. */
  readonly trayMessage: Message | undefined;
  /** The page that a click outside the window asked for; each click has a number of its own. */
  readonly pageAsked: { readonly page: AskedPage; readonly click: number } | undefined;
}
