import type { Week } from '../../main/core/week/week.ts';
import type { TokenAnswer } from '../../main/core/token/answer.ts';
import type { BareRejections, PastRequests } from '../../main/core/token/state.ts';
import type { HistoryEvent } from '../../preload/contract/history.ts';
import type { CredentialKind, KeychainProblem } from '../../preload/contract/session.ts';
import type { Credential, SecretSlot, SecretStore, Stored } from '../../main/ports/credentials.ts';
import type { Clipboard, ClipboardWrite } from '../../main/ports/desktop.ts';
import type { TokenEndpoint } from '../../main/ports/nerd.ts';
import type { CopyNote, Log, SettingsStore } from '../../main/ports/storage.ts';

/**
 * Parts in memory for tests of the service alone, where time is moved by hand and so no real part can take part. The
 * real ones are tested on a real keyring, real sockets and a real desktop.
 */
export class MemorySecrets implements SecretStore {
  readonly slots = new Map<SecretSlot, Credential>();
  readonly calls: string[] = [];
  /** Every call fails with this while it is set. */
  problem: KeychainProblem | undefined;
  readonly #listeners = new Set<() => void>();

  read(slot: SecretSlot): Promise<Stored<Credential | undefined>> {
    return this.#call(`read ${slot}`, () => this.slots.get(slot));
  }

  write(slot: SecretSlot, credential: Credential): Promise<Stored<undefined>> {
    return this.#call(`write ${slot}`, () => void this.slots.set(slot, credential));
  }

  remove(slot: SecretSlot): Promise<Stored<undefined>> {
    return this.#call(`remove ${slot}`, () => void this.slots.delete(slot));
  }

  prepare(): void {
    // In memory there is nothing to make ready.
  }

  onAnswersAgain(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What it was too slow for has worked after all. */
  answersAgain(): void {
    for (const listener of this.#listeners) listener();
  }

  lockedKeyrings(): readonly string[] {
    return this.problem === 'keyringLocked' ? ['Work'] : [];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #call<T>(name: string, work: () => T): Promise<Stored<T>> {
    this.calls.push(name);
    return Promise.resolve(this.problem === undefined ? { ok: true, value: work() } : { ok: false, why: this.problem });
  }
}

/** An endpoint whose answers the test gives one by one. */
export class ManualEndpoint implements TokenEndpoint {
  readonly requests: Credential[] = [];
  readonly #waiting: ((answer: TokenAnswer) => void)[] = [];

  get pendingCount(): number {
    return this.#waiting.length;
  }

  refresh(credential: Credential): Promise<TokenAnswer> {
    this.requests.push(credential);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  answer(answer: TokenAnswer): void {
    const next = this.#waiting.shift();
    if (next === undefined) throw new Error('nothing was asked');
    next(answer);
  }
}

/** A clipboard in memory. */
export class MemoryClipboard implements Clipboard {
  text = '';
  /** False: another program takes the clipboard back at once. */
  works = true;

  readText(): Promise<string> {
    return Promise.resolve(this.text);
  }

  writeText(text: string): Promise<ClipboardWrite> {
    if (this.works) this.text = text;
    return Promise.resolve(this.works ? 'written' : 'failed');
  }

  writeSecret(text: string): Promise<ClipboardWrite> {
    return this.writeText(text);
  }

  clear(): Promise<void> {
    if (this.works) this.text = '';
    return Promise.resolve();
  }

  marksSecrets(): boolean {
    return false;
  }
}

/** A history in memory, of the events alone. */
export class MemoryHistory {
  readonly events: HistoryEvent[] = [];

  record(event: HistoryEvent): void {
    this.events.push(event);
  }
}

/** A log in memory. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];

  event(name: string, fields: object = {}): void {
    this.lines.push(JSON.stringify({ name, ...fields }));
  }
}

/** The part of the settings that the service persists, in memory. */
export class MemorySettings implements Pick<
  SettingsStore,
  | 'jitterSeed'
  | 'requests'
  | 'saveRequests'
  | 'bareRejections'
  | 'saveBareRejections'
  | 'credentialInUse'
  | 'saveCredentialInUse'
  | 'week'
> {
  readonly jitterSeed = 0;
  /** The weeks that are remembered, by the id of their refresh token. */
  readonly weeks = new Map<string, Week>();
  #inUse: CredentialKind | undefined;
  #bare: { readonly id: string; readonly bare: BareRejections } | undefined;
  #requests: PastRequests = { clickedAt: undefined, backgroundRequests: [], retryAfterAt: undefined };

  credentialInUse(): CredentialKind | undefined {
    return this.#inUse;
  }

  saveCredentialInUse(kind: CredentialKind): boolean {
    this.#inUse = kind;
    return true;
  }

  week(id: string): Week | undefined {
    return this.weeks.get(id);
  }

  requests(): PastRequests {
    return this.#requests;
  }

  saveRequests({ clickedAt, backgroundRequests, retryAfterAt }: PastRequests): boolean {
    this.#requests = { clickedAt, backgroundRequests, retryAfterAt };
    return true;
  }

  bareRejections(id: string): BareRejections | undefined {
    return this.#bare?.id === id ? this.#bare.bare : undefined;
  }

  saveBareRejections(id: string, bare: BareRejections | undefined): boolean {
    this.#bare = bare && { id, bare: { ...bare, recheckAt: undefined } };
    return true;
  }
}

/** A note as it would be in a file. */
export class MemoryCopyNote implements CopyNote {
  readonly texts = new Set<string>();

  get isThere(): boolean {
    return this.texts.size > 0;
  }

  holds(text: string): boolean {
    return this.texts.has(text);
  }

  add(text: string): void {
    this.texts.add(text);
  }

  remove(): void {
    this.texts.clear();
  }
}
