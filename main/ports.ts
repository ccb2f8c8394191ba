import type { SystemFacts } from './core/diagnostics-system.ts';
import type { PastRequests, Pause, Refusal } from './core/state.ts';
import type { Week } from './core/week.ts';
import type { NerdApi } from './finding/ports.ts';
import type { HistoryEntry } from '../preload/contract/history.ts';
import type {
  CredentialKind,
  DurationMs,
  EpochMs,
  FailureKind,
  KeptSettings,
  KeychainProblem,
  LoginItemState,
  ProxyAddress,
  ProxyAsk,
  ShortcutProblem,
} from '../preload/contract/snapshot.ts';

/** Tells the time and wakes up. Production reads the system; tests run it faster. */
export interface Clock {
  /** The computer's own clock, which can be wrong and can be set. */
  now(): EpochMs;
  /** Counts steadily from some moment on, through sleep too; a whole second is fine enough. */
  uptime(): DurationMs;
  /** Calls `wake` once after `delayMs`; gives back how to cancel. */
  after(delayMs: DurationMs, wake: () => void): () => void;
}

/** What each kind of credential is made of. */
interface Secrets {
  refreshToken: { readonly refreshToken: string };
  /** `privateKey`: base64 of its PKCS#8 in DER. `kid`: only where the server asks for one (RFC 7515 §4.1.4). */
  keyPair: { readonly clientId: string; readonly privateKey: string; readonly kid?: string | undefined };
  demo: { readonly refreshToken: string };
}

/** A credential as it is entered, without what is noted of it. */
export type CredentialSecret<Kind extends CredentialKind = CredentialKind> = {
  [K in Kind]: Readonly<{ kind: K }> & Secrets[K];
}[Kind];

/** What the app signs in with. Lives in the keychain and in main's memory only. */
export type Credential<Kind extends CredentialKind = CredentialKind> = CredentialSecret<Kind> & {
  /** Random, made when it was entered: names the credential in settings without telling anything of it. */
  readonly id: string;
  readonly enteredAt: EpochMs;
};

/** The keychain's entries: one for each kind of credential, and one for what could not be tried yet. */
export type SecretSlot = CredentialKind | 'untried';

/** A key pair that was made here and waits for its Client ID. */
export interface WaitingKeyPair {
  readonly madeAt: EpochMs;
  /** Base64 of its PKCS#8 in DER. */
  readonly privateKey: string;
}

/** The keychain's one entry for it. Keeps the promises of {@link SecretStore}, and takes its turn among its calls. */
export interface WaitingKeyPairStore {
  read(): Promise<Stored<WaitingKeyPair | undefined>>;
  write(pair: WaitingKeyPair): Promise<Stored<undefined>>;
  remove(): Promise<Stored<undefined>>;
}

export type ChosenFile =
  | { readonly kind: 'chosen'; readonly name: string; readonly text: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed' };

/** The files of keys, which the user chooses in the system's own dialogs. Never rejects. */
export interface KeyFiles {
  /** What is longer than `limitBytes` is cut off one byte later. */
  choose(limitBytes: number): Promise<ChosenFile>;
  savePublicKey(pem: string): Promise<'saved' | 'cancelled' | 'failed'>;
}

export type Stored<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: KeychainProblem };

/** The OS keychain. Never rejects; each call ends within its time limit. */
export interface SecretStore {
  read(slot: SecretSlot): Promise<Stored<Credential | undefined>>;
  /** Stores and reads back; `ok` only if the same came back. */
  write(slot: SecretSlot, credential: Credential): Promise<Stored<undefined>>;
  /** Deletes and reads back that it is gone. */
  remove(slot: SecretSlot): Promise<Stored<undefined>>;
  /** Makes the next call quick: a new refresh token may have to be stored soon, and must not be lost until then. */
  prepare(): void;
  /** Calls back when a call that was answered as 'slow' has worked after all; gives back how to stop. */
  onAnswersAgain(listener: () => void): () => void;
  /** Ends it, and what it is reading; what it is storing or deleting has at most `graceMs` to come to its end. */
  close(graceMs: DurationMs): Promise<void>;
}

/** What a proxy is answered with, and which one it was entered for. Lives in the keychain and in main's memory only. */
export interface ProxyPassword extends ProxyAddress {
  readonly name: string;
  readonly password: string;
}

/** The keychain's one entry for a proxy. Keeps the promises of {@link SecretStore}, and takes its turn among its calls. */
export interface ProxyPasswordStore {
  read(): Promise<Stored<ProxyPassword | undefined>>;
  write(password: ProxyPassword): Promise<Stored<undefined>>;
  remove(): Promise<Stored<undefined>>;
}

/** How a request got on with a proxy after it had given a name and a password. */
export type ProxyOutcome = 'accepted' | 'refused' | 'unknown';

/** What requests ask when a proxy wants a name and a password. */
export interface ProxyLogin {
  /** What may be sent to this proxy; undefined if nothing is known, or it was refused. Never rejects. */
  answerFor(proxy: ProxyAddress): Promise<ProxyPassword | undefined>;
  /** To be told once of each request that has sent it. */
  ended(sent: ProxyPassword, outcome: ProxyOutcome): void;
  /** Whether this proxy did not accept what it was last given. */
  wasRefused(proxy: ProxyAddress): boolean;
}

/** The proxy's name and password as people deal with them. */
export interface ProxyAccount {
  /** Reads what the keychain holds, to be able to tell of it. */
  load(): Promise<void>;
  /** Takes what was entered for this proxy; it is sent once, and kept if the proxy lets the request through. */
  enter(password: ProxyPassword): void;
  /** Deletes it from memory and keychain; gives why that did not work. */
  forget(): Promise<KeychainProblem | undefined>;
  /** Why the keychain did not take what the proxy has accepted; resolves when it is known. */
  saved(): Promise<KeychainProblem | undefined>;
  /** The proxy that it is kept for. */
  readonly kept: ProxyAddress | undefined;
}

export interface Failure {
  readonly kind: FailureKind;
  /** What the server asked to wait (Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfterMs?: DurationMs | undefined;
  /** Of `proxy_auth`: who asks. */
  readonly proxy?: ProxyAsk | undefined;
  /** Of `tls`: who has issued the certificate that is not trusted. */
  readonly issuer?: string | undefined;
  readonly refusal?: Refusal | undefined;
}

export type TokenAnswer =
  | {
      readonly ok: true;
      readonly accessToken: string;
      readonly expiresInMs?: DurationMs | undefined;
      /** A new refresh token, if the server rotates (RFC 6749 §6). */
      readonly refreshToken?: string | undefined;
      /** The server's own time when it answered (`Date`, RFC 9110 §6.6.1), if it told it. */
      readonly dateAt?: EpochMs | undefined;
    }
  | { readonly ok: false; readonly failure: Failure };

/** Trades credentials of a kind for access tokens (RFC 6749 §4.4 and §6). Never rejects. */
export interface TokenEndpoint<Kind extends CredentialKind = CredentialKind> {
  /** `now`: the true time, as far as it is known. */
  refresh(credential: Credential<Kind>, now: EpochMs): Promise<TokenAnswer>;
}

/** Where the window was, in screen coordinates (DIP). */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SettingsStore {
  get(): KeptSettings;
  /** This installation's place in each spread: a random number from 0 to 1, made once. */
  readonly spread: number;
  /** What is known of a credential's week; undefined if nothing is yet. */
  week(id: string): Week | undefined;
  /** Keeps the week of this credential, and of no other. */
  saveWeek(id: string, week: Week): boolean;
  /** The kind of credential that was in use last. */
  credentialInUse(): CredentialKind | undefined;
  saveCredentialInUse(kind: CredentialKind): boolean;
  requests(): PastRequests;
  saveRequests(requests: PastRequests): boolean;
  /** The pause of keeping fresh that was on at the last change. */
  pause(): Pause | undefined;
  savePause(pause: Pause | undefined): boolean;
  /** Whether the user has read that there is no tray: it is said once. */
  noTrayRead(): boolean;
  saveNoTrayRead(): boolean;
  windowBounds(): WindowBounds | undefined;
  rememberWindow(bounds: WindowBounds): boolean;
  /** Applies at once; false if it could not be written (it then holds until the app quits). */
  change(settings: Partial<KeptSettings>): boolean;
  /** Whether what was changed last could be written. */
  isKept(): boolean;
  /** The name of the set-aside file, if the settings were broken or from a newer version. */
  readonly setAside: string | undefined;
}

/** How the system starts the app when the user logs in. Nothing of it throws. */
export interface LoginItem {
  /** As it is now: the user may change it elsewhere, too. */
  state(): LoginItemState;
  /** False if the system did not take it. */
  change(on: boolean): boolean;
  /** Where it is on, but starts the program from where it was before it was moved, puts that right. */
  keepUp(): void;
  /** Whether this very process was started so, where the command line does not say it. */
  startedAtLogin(): boolean;
}

/**
 * `needsWindow`: this desktop takes a text only from a window that is in use (Wayland), and none of ours is. `failed`:
 * another text came back than was written.
 */
export type ClipboardWrite = 'written' | 'failed' | 'needsWindow';

/** The system clipboard; never the primary selection. */
export interface Clipboard {
  readText(): Promise<string>;
  /** Writes and reads back. */
  writeText(text: string): Promise<ClipboardWrite>;
  /** The same for a text that clipboard managers should not keep: marked as such where that is possible. */
  writeSecret(text: string): Promise<ClipboardWrite>;
  clear(): Promise<void>;
  /** Whether {@link writeSecret} can mark it. */
  marksSecrets(): boolean;
}

/** Keys that reach the app whatever has the focus. */
export interface Shortcuts {
  /** False if it cannot be had; {@link problem} is why. */
  register(accelerator: string, onPressed: () => void): boolean;
  unregister(accelerator: string): void;
  readonly problem: ShortcutProblem;
}

export interface AppNotification {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** What its buttons say, where notifications have buttons. */
  readonly buttons: readonly string[];
}

/** The desktop's notifications. None of it throws or rejects. */
export interface Notifier {
  /**
   * Shows it; a newer one with the same id replaces the older. Calls `onPress` once, with the number of the button
   * from 0, or with undefined for a click on the notification itself. Resolves to whether there is anybody who shows it.
   */
  show(notification: AppNotification, onPress: (button: number | undefined) => void): Promise<boolean>;
  /** Closes the one with this id, if it is there: what it tells is over. */
  close(id: string): void;
  /** Resolves when they are gone from the screen. */
  closeAll(): Promise<void>;
}

/** Told of the place where a desktop shows tray icons, on systems where it can be missing. */
export interface TrayListener {
  /** Whether there is one: told once that is known, and at each change. */
  onTray(isThere: boolean): void;
  /** There is one, and this app's icon is not in it: it has to be made anew. */
  onIconMissing(): void;
}

/** What a log line may hold: numbers and fixed words, never free text from outside. */
export type LogFields = Readonly<Record<string, number | boolean | string | undefined>>;

/** Events and numbers, never a token, URL or address. */
export interface Log {
  event(name: string, fields?: LogFields): void;
}

/** What is remembered of the last days, outside of the process. Neither throws. */
export interface HistoryStore {
  append(entry: HistoryEntry): void;
  /** In the order in which they were written. */
  read(): readonly HistoryEntry[];
}

/** Where the window's page and the pictures are, and how the page is served. */
export interface Page {
  readonly url: string;
  readonly preload: string;
  readonly icon: string;
  readonly trayIcons: string;
  serve(session: PageSession): void;
}

/** The part of Electron's `Session` that serving a page takes; named here so that ports know nothing of Electron. */
export interface PageSession {
  readonly protocol: { handle(scheme: string, handler: (request: Request) => Promise<Response>): void };
}

/** Everything outside that `startApp` needs; production and tests each bring their own. */
export interface AppPorts {
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly endpoint: TokenEndpoint;
  readonly proxy: ProxyAccount;
  readonly waitingKeyPair: WaitingKeyPairStore;
  readonly keyFiles: KeyFiles;
  readonly settings: SettingsStore;
  readonly loginItem: LoginItem;
  readonly clipboard: Clipboard;
  readonly shortcuts: Shortcuts;
  readonly notifier: Notifier;
  readonly log: Log;
  readonly historyFile: HistoryStore;
  readonly page: Page;
  /** A fresh refresh token of the demo account; starts its look-alike. */
  readonly demoRefreshToken: () => Promise<string>;
  /** Where the API is that this kind of credential is for: scheme, host and port. */
  readonly apiUrl: (kind: CredentialKind | undefined) => string;
  /** The same API, to be called. */
  readonly nerdApi: (kind: CredentialKind | undefined) => NerdApi;
  readonly newId: () => string;
  readonly random: () => number;
  readonly isOnline: () => boolean;
  /** Calls back when the machine wakes or is unlocked, where the system tells; gives back how to stop. */
  readonly onWake: (wake: () => void) => () => void;
  /** The same for when it goes to sleep. */
  readonly onSleep: (sleep: () => void) => () => void;
  readonly quit: () => void;
  /** Gives back how to stop. */
  readonly watchTray: (listener: TrayListener) => () => void;
  /** BCP 47, for times. */
  readonly locale: string;
  /** The system's time zone as it is now (IANA); undefined if it has no name. */
  readonly timeZone: () => string | undefined;
  readonly version: string;
  /** What this build is, for one that is no release; '' for a release. */
  readonly buildNote: string;
  readonly system: () => SystemFacts;
  /** The last lines of the log as they are, the oldest first. */
  readonly lastLogLines: (count: number) => readonly string[];
}
