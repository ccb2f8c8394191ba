import type { StorageSnapshot } from '../../preload/contract/snapshot.ts';
import type { CredentialFacts } from '../core/state.ts';
import type { Credential, Stored, TokenAnswer } from '../ports.ts';
import { facts, withRotation } from './credential.ts';
import type { KeychainEntries } from './entries.ts';
import type { Loop } from './loop.ts';

/** What an answer has changed beside the access token. */
export interface Kept {
  readonly storage?: StorageSnapshot;
  readonly newer?: CredentialFacts;
}

/** The session's credential, in memory and in the keychain, through rotation and refusal. */
export class SessionCredential {
  #value: Credential | undefined;
  /** The credential while the keychain has not taken its rotated token, and holds the one from before. */
  #owed: Credential | undefined;

  constructor(
    private readonly entries: KeychainEntries,
    private readonly loop: Pick<Loop, 'state' | 'dispatch'>,
  ) {}

  get value(): Credential | undefined {
    return this.#value;
  }

  /** The keychain has not taken the rotated token yet. */
  get isOwed(): boolean {
    return this.#owed !== undefined;
  }

  /** Another credential, and where it is kept; or none. */
  replace(credential: Credential | undefined, storage?: StorageSnapshot): void {
    this.#value = credential;
    this.#owed = storage !== undefined && mayLand(storage) ? credential : undefined;
  }

  /** Stores it because a person asks for it. To be called in turn with other work on the keychain. */
  async store(): Promise<Stored<undefined>> {
    const value = this.#value;
    if (value === undefined) return { ok: true, value: undefined };
    const stored = await this.entries.write(value);
    if (this.#value?.id !== value.id) return stored;
    if (stored.ok) {
      this.#owed = undefined;
      this.loop.dispatch({ kind: 'stored' });
    } else if (mayLand({ kind: 'memory', why: stored.why })) this.#owed = value;
    return stored;
  }

  /**
   * To use a rotated token voids the one from before, so it is stored first if the keychain takes it by now. False if
   * the session was forgotten or replaced meanwhile.
   */
  storeOwedFor(asked: Credential): Promise<boolean> {
    return this.entries.inTurn(async () => {
      await this.#storeOwed();
      if (this.#value?.id === asked.id) return true;
      this.loop.dispatch({ kind: 'answered', id: asked.id, answer: { ok: false, failure: { kind: 'unexpected' } } });
      return false;
    });
  }

  /** Stores what the keychain has not taken, if it takes it by now. */
  storeOwed(): Promise<void> {
    return this.entries.inTurn(() => this.#storeOwed());
  }

  async #storeOwed(): Promise<void> {
    const owed = this.#owed;
    if (owed === undefined) return;
    const stored = await this.entries.write(owed);
    // Forgotten or replaced meanwhile, it is owed no more.
    if (!stored.ok || this.#owed !== owed) return;
    this.#owed = undefined;
    this.loop.dispatch({ kind: 'stored' });
  }

  /** Takes over a credential that comes with the answer, or that a refusal makes look for, while the session is on. */
  async keepFrom(asked: Credential, answer: TokenAnswer): Promise<Kept> {
    const rotated = withRotation(asked, answer);
    const isRefused = !answer.ok && answer.failure.kind === 'refused';
    if (rotated === asked && !isRefused) return {};
    return this.entries.inTurn(async () => {
      if (this.#value?.id !== asked.id) {
        // Put aside while it was asked for, it must not lose its new refresh token.
        const isKept = this.loop.state.kept.some(({ id }) => id === asked.id);
        if (isKept && rotated !== asked) await this.entries.write(rotated);
        return {};
      }
      if (isRefused) {
        // Another copy of the app may have stored a newer one, and a refused token be only an old one.
        const isStored = this.loop.state.storage.kind === 'keychain';
        const newer = isStored ? await this.entries.readNewer(asked) : undefined;
        if (newer === undefined) return {};
        this.#value = newer;
        return { newer: facts(newer) };
      }
      // A new refresh token is safe before its access token is used: a crash in between must not lose the session.
      this.#value = rotated;
      return { storage: await this.#storeRotated(rotated) };
    });
  }

  async #storeRotated(rotated: Credential): Promise<StorageSnapshot> {
    const { storage } = this.loop.state;
    // In memory by the user's choice, it stays there.
    if (storage.kind === 'memory' && this.#owed === undefined) return storage;
    const stored = await this.entries.write(rotated);
    this.#owed = stored.ok ? undefined : rotated;
    return stored.ok ? { kind: 'keychain' } : { kind: 'memory', why: stored.why };
  }
}

/**
 * What the keychain was too slow for it may still do, long after. It then holds the session, whoever wished it in memory
 * only, and must not be left with a refresh token that a newer one has voided.
 */
function mayLand(storage: StorageSnapshot): boolean {
  return storage.kind === 'memory' && storage.why === 'slow';
}
