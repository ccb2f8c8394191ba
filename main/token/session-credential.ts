import type { KeychainProblem, StorageSnapshot } from '../../preload/contract/session.ts';
import type { CredentialFacts, TokenAnswer, TokenState } from '../core/token/state.ts';
import type { Credential } from '../ports/credentials.ts';
import { facts, withRotation } from './credential.ts';
import type { CredentialStore } from './credential-store.ts';

/** What an answer has changed beside the access token. */
export interface AnswerEffects {
  readonly storage?: StorageSnapshot;
  readonly newer?: CredentialFacts;
}

/**
 * The session's credential, in memory and in the keychain, through rotation and refusal. What works on the keychain is to
 * be called in turn with other work on it.
 */
export class SessionCredential {
  #value: Credential | undefined;
  /** The credential while the keychain has not taken its rotated token, and holds the one from before. */
  #unsaved: Credential | undefined;

  constructor(private readonly store: CredentialStore) {}

  get value(): Credential | undefined {
    return this.#value;
  }

  /** Whether the keychain has not taken the rotated token yet. */
  get hasUnsaved(): boolean {
    return this.#unsaved !== undefined;
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
    const stored = await this.store.write(value);
    if (this.#value?.id === value.id) {
      if (stored.ok) this.#unsaved = undefined;
      else if (mayLand(stored.why)) this.#unsaved = value;
    }
    return stored.ok ? undefined : stored.why;
  }

  /** Stores what the keychain has not taken, if it takes it by now; true if it did. */
  async saveUnsaved(): Promise<boolean> {
    const unsaved = this.#unsaved;
    if (unsaved === undefined) return false;
    const stored = await this.store.write(unsaved);
    // Forgotten or replaced meanwhile, there is nothing left to save.
    if (!stored.ok || this.#unsaved !== unsaved) return false;
    this.#unsaved = undefined;
    return true;
  }

  /** Whether an answer to a request with `credential` brings a new one, or is a reason to look for a newer one. */
  isChangedBy(answer: TokenAnswer, credential: Credential): boolean {
    return withRotation(credential, answer) !== credential || isRefused(answer);
  }

  /**
   * Takes over the new credential that comes with the answer to a request with `credential`, or a newer one that is found
   * after a refusal, while the session is still that credential's.
   */
  async applyAnswer(
    answer: TokenAnswer,
    credential: Credential,
    { storage, otherCredentials }: TokenState,
  ): Promise<AnswerEffects> {
    const rotated = withRotation(credential, answer);
    if (this.#value?.id !== credential.id) {
      // Put aside while the request was under way, it must not lose its new refresh token.
      const isPutAside = otherCredentials.some(({ id }) => id === credential.id);
      if (isPutAside && rotated !== credential) await this.store.writeOther(rotated);
      return {};
    }
    if (isRefused(answer)) {
      // Another copy of the app may have stored a newer one, and the refused one be only an old one.
      const newer = storage.kind === 'keychain' ? await this.store.readNewer(credential) : undefined;
      if (newer === undefined) return {};
      this.#value = newer;
      return { newer: facts(newer) };
    }
    // A new refresh token is safe before its access token is used: a crash in between must not lose the session.
    this.#value = rotated;
    return { storage: await this.#storeRotated(rotated, storage) };
  }

  async #storeRotated(rotated: Credential, storage: StorageSnapshot): Promise<StorageSnapshot> {
    // In memory by the user's choice, it stays there.
    if (storage.kind === 'memory' && this.#unsaved === undefined) return storage;
    const stored = await this.store.write(rotated);
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

function isRefused(answer: TokenAnswer): boolean {
  return !answer.ok && answer.failure.kind === 'refused';
}
