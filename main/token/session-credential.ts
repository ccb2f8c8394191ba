import type { EpochMs } from '../../preload/contract/time.ts';
import type { KeychainProblem, StorageSnapshot } from '../../preload/contract/session.ts';
import type { TokenAnswer } from '../core/token/answer.ts';
import type { Effect, TokenEvent } from '../core/token/events.ts';
import type { CredentialFacts, TokenState } from '../core/token/state.ts';
import { newWeek, weekSnapshot } from '../core/week/week.ts';
import type { Credential } from '../ports/credentials.ts';
import type { SettingsStore } from '../ports/storage.ts';
import { facts, withRotation } from './credential.ts';
import type { CredentialStore } from './credential-store.ts';
import type { TokenRequestResult } from './token-request.ts';

/** What an answer has changed beside the access token. */
export interface AnswerEffects {
  readonly storage?: StorageSnapshot;
  readonly newer?: CredentialFacts;
}

/** What works on a credential: the store, the state and its events, and the requests. */
export interface CredentialParts {
  readonly store: CredentialStore;
  readonly settings: Pick<SettingsStore, 'saveCredentialInUse' | 'week'>;
  readonly state: () => TokenState;
  /** Hands an event to the service, which alone takes events. */
  readonly dispatch: (event: TokenEvent) => void;
  readonly request: (credential: Credential, effect: Effect) => Promise<TokenRequestResult>;
}

/**
 * The session's credential, in memory and in the keychain, through rotation and rejection. What works on the keychain is to
 * be called in turn with other work on it.
 */
export class SessionCredential {
  #value: Credential | undefined;
  /** The credential while the keychain has not taken its rotated token, and holds the one from before. */
  #unsaved: Credential | undefined;

  constructor(private readonly parts: CredentialParts) {}

  get value(): Credential | undefined {
    return this.#value;
  }

  /** Whether the keychain has not taken the rotated token yet. */
  get hasUnsaved(): boolean {
    return this.#unsaved !== undefined;
  }

  /** Makes `next`, which is stored as `storage` says, the one in use, and remembers that for the next start. */
  takeOver(next: Credential, storage: StorageSnapshot): void {
    this.parts.store.noteReplaced(this.#value, next, this.parts.state().storage);
    this.replace(next, storage);
    this.parts.settings.saveCredentialInUse(next.kind);
  }

  /** Takes another credential, stored as `storage` says; or none. */
  replace(credential: Credential | undefined, storage?: StorageSnapshot): void {
    this.#value = credential;
    this.#unsaved = storage?.kind === 'memory' && mayLand(storage.why) ? credential : undefined;
  }

  /** Stores it, in memory alone so far; gives why the keychain did not take it. */
  async save(): Promise<KeychainProblem | undefined> {
    const value = this.#value;
    if (value === undefined) return undefined;
    const stored = await this.parts.store.write(value);
    if (this.#value?.id === value.id) {
      if (stored.ok) this.#unsaved = undefined;
      else if (mayLand(stored.why)) this.#unsaved = value;
    }
    if (stored.ok) this.parts.dispatch({ kind: 'stored' });
    return stored.ok ? undefined : stored.why;
  }

  /** Stores the credential that the keychain has not taken, if it takes it by now. */
  async saveUnsaved(): Promise<void> {
    const unsaved = this.#unsaved;
    if (unsaved === undefined) return;
    const stored = await this.parts.store.write(unsaved);
    // Forgotten or replaced meanwhile, there is nothing left to save.
    if (!stored.ok || this.#unsaved !== unsaved) return;
    this.#unsaved = undefined;
    this.parts.dispatch({ kind: 'stored' });
  }

  /** Makes the session's request, stores what its answer changes, and dispatches the answer. */
  async refresh(effect: Effect): Promise<void> {
    const { dispatch, request, store } = this.parts;
    const credential = this.#value;
    if (credential === undefined) return;
    const { id } = credential;
    // To use a rotated token voids the one from before, so it is stored first if the keychain takes it by now.
    if (this.hasUnsaved) await store.inTurn(() => this.saveUnsaved());
    if (this.#value?.id !== id) {
      dispatch({ kind: 'answered', id, answer: { ok: false, failure: { kind: 'unexpected' } } });
      return;
    }
    const { answer, requestedAt } = await request(credential, effect);
    const isChanged = withRotation(credential, answer) !== credential || isRejected(answer);
    const changed = isChanged ? await store.inTurn(() => this.#applyAnswer(answer, credential)) : {};
    const latestEndAt = isRejected(answer) ? this.#latestEndAt(credential) : undefined;
    dispatch({ kind: 'answered', id, answer, requestedAt, latestEndAt, ...changed });
  }

  /**
   * Takes over the new credential that comes with the answer to a request with `credential`, or a newer one that the
   * keychain holds after a rejection, while the session is still that credential's.
   */
  async #applyAnswer(answer: TokenAnswer, credential: Credential): Promise<AnswerEffects> {
    const { storage, otherCredentials } = this.parts.state();
    const rotated = withRotation(credential, answer);
    if (this.#value?.id !== credential.id) {
      // Put aside while the request was under way, it must not lose its new refresh token.
      const isPutAside = otherCredentials.some(({ id }) => id === credential.id);
      if (isPutAside && rotated !== credential) await this.parts.store.writeOther(rotated);
      return {};
    }
    if (isRejected(answer)) {
      // Another copy of the app may have stored a newer one, which replaced the rejected one.
      const newer = storage.kind === 'keychain' ? await this.parts.store.readNewer(credential) : undefined;
      if (newer === undefined) return {};
      this.#value = newer;
      return { newer: facts(newer) };
    }
    // A new refresh token is safe before its access token is used: a crash in between must not lose the session.
    this.#value = rotated;
    return { storage: await this.#storeRotated(rotated, storage) };
  }

  /** The latest credible end of the credential by what is known of its week; undefined if it has no expiry. */
  #latestEndAt(credential: Credential): EpochMs | undefined {
    const { id, lasts, enteredAt } = facts(credential);
    if (lasts === 'noExpiry') return undefined;
    return weekSnapshot(this.parts.settings.week(id) ?? newWeek(enteredAt)).latestEndAt;
  }

  async #storeRotated(rotated: Credential, storage: StorageSnapshot): Promise<StorageSnapshot> {
    // In memory by the user's choice, it stays there.
    if (storage.kind === 'memory' && this.#unsaved === undefined) return storage;
    const stored = await this.parts.store.write(rotated);
    this.#unsaved = stored.ok ? undefined : rotated;
    return stored.ok ? { kind: 'keychain' } : { kind: 'memory', why: stored.why };
  }
}

/**
 * What the keychain was too slow for it may still do, long after. It then holds the session, whoever wished it in memory
 * only, and must not be left with a refresh token that a newer one has voided.
 */
function mayLand(why: KeychainProblem): boolean {
  return why === 'slow';
}

function isRejected(answer: TokenAnswer): boolean {
  return !answer.ok && answer.failure.kind === 'refused';
}
