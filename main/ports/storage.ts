import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { CredentialKind } from '../../preload/contract/session.ts';
import type { PersistedSettings } from '../../preload/contract/settings.ts';
import type { BareRejections, PastRequests, Pause } from '../core/token/state.ts';
import type { Week } from '../core/week/week.ts';

/** Where the window was, in screen coordinates (DIP). */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SettingsStore {
  get(): PersistedSettings;
  /** This installation's place in each spread: a random number from 0 to 1, made once. */
  readonly jitterSeed: number;
  /** What is known of a credential's week; undefined if nothing is yet. */
  week(id: string): Week | undefined;
  /** Keeps the week of this credential, and of no other. */
  saveWeek(id: string, week: Week): boolean;
  /** The kind of credential that was in use last. */
  credentialInUse(): CredentialKind | undefined;
  saveCredentialInUse(kind: CredentialKind): boolean;
  requests(): PastRequests;
  saveRequests(requests: PastRequests): boolean;
  /** What is known of the bare refusals of this credential; when the next request comes is not kept. */
  bareRejections(id: string): BareRejections | undefined;
  /** Keeps the bare refusals of this credential, and of no other; undefined: there are none any more. */
  saveBareRejections(id: string, bare: BareRejections | undefined): boolean;
  /** The pause of keeping fresh that was on at the last change. */
  pause(): Pause | undefined;
  savePause(pause: Pause | undefined): boolean;
  /** Whether the user has read that there is no tray: it is said once. */
  noTrayRead(): boolean;
  saveNoTrayRead(): boolean;
  windowBounds(): WindowBounds | undefined;
  rememberWindow(bounds: WindowBounds): boolean;
  /** Applies at once; false if it could not be written (it then holds until the app quits). */
  change(settings: Partial<PersistedSettings>): boolean;
  /** Whether what was changed last could be written. */
  canPersist(): boolean;
  /** The name of the set-aside file, if the settings were broken or from a newer version. */
  readonly setAside: string | undefined;
}

/** What a log line may hold: numbers and fixed words, never free text from outside. */
export type LogFields = Readonly<Record<string, number | boolean | string | undefined>>;

/** Events and numbers, never a token, URL or address. */
export interface Log {
  event(name: string, fields?: LogFields): void;
}

/** By what a copy is known again after a crash, without its text. Does not throw. */
export interface CopyNote {
  /** Something was copied, in this run or one before, and not yet seen to be gone. */
  readonly isThere: boolean;
  /** Whether this is the text of such a copy. */
  holds(text: string): boolean;
  add(text: string): void;
  /** Nothing of it is on the clipboard any more. */
  remove(): void;
}

/** What is remembered of the last days, outside of the process. Neither throws. */
export interface HistoryStore {
  append(entry: HistoryEntry): void;
  /** In the order in which they were written. */
  read(): readonly HistoryEntry[];
}
