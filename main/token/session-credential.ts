import type { StorageSnapshot } from '../../preload/contract/snapshot.ts';
import type { CredentialFacts, TokenAnswer } from '../core/token/state.ts';
import type { Credential } from '../ports/credentials.ts';
import { facts, withRotation } from './credential.ts';
import type { KeychainEntries } from './keychain-entries.ts';
import type { EventLoop } from './event-loop.ts';

/** What an answer has changed beside the access token. */
export interface AnswerEffects {
  readonly storage?: StorageSnapshot;
  readonly newer?: CredentialFacts;
}

/** The session's credential, in memory and in the keychain, through rotation and refusal. */
export class SessionCredential {
  #value: Credential | undefined;
  /** The credential while the keychain has not taken its rotated token, and holds the one from before. */
  #unsaved: Credential | undefined;

  constructor(
    private readonly entries: KeychainEntries,
    private readonly loop: Pick<EventLoop, 'state' | 'dispatch'>,
  ) {}

  get value(): Credential | undefined {
    return this.#value;
  }

  /** The keychain has not taken the rotated token yet. */
  get hasUnsaved(): boolean {
    return this.#unsaved !== undefined;
  }

  /** Another credential, as it is stored; or none. */
  replace(credential: Credential | undefined): void {
    this.#value = credential;
    this.#unsaved = undefined;
  }

  /**
   * To use a rotated token voids the one from before, so it is stored first if the keychain takes it by now. False if
   * the session was forgotten or replaced meanwhile.
   */
  saveUnsavedFor(asked: Credential): Promise<boolean> {
    return this.entries.inTurn(async () => {
      await this.#saveUnsaved();
      if (this.#value?.id === asked.id) return true;
      this.loop.dispatch({ kind: 'answered', id: asked.id, answer: { ok: false, failure: { kind: 'unexpected' } } });
      return false;
    });
  }

  /** Stores what the keychain has not taken, if it takes it by now. */
  saveUnsaved(): Promise<void> {
    return this.entries.inTurn(() => this.#saveUnsaved());
  }

  async #saveUnsaved(): Promise<void> {
    const owed = this.#unsaved;
    if (owed === undefined) return;
    const stored = await this.entries.write(owed);
    // Forgotten or replaced meanwhile, it is owed no more.
    if (!stored.ok || this.#unsaved !== owed) return;
    this.#unsaved = undefined;
    this.loop.dispatch({ kind: 'stored' });
  }

  /** Takes over a credential that comes with the answer, or that a refusal makes look for, while the session is on. */
  async keepFrom(asked: Credential, answer: TokenAnswer): Promise<AnswerEffects> {
    const rotated = withRotation(asked, answer);
    const isRefused = !answer.ok && answer.failure.kind === 'refused';
    if (rotated === asked && !isRefused) return {};
    return this.entries.inTurn(async () => {
      if (this.#value?.id !== asked.id) {
        // Put aside while it was asked for, it must not lose its new refresh token.
        const isKept = this.loop.state.otherCredentials.some(({ id }) => id === asked.id);
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
    if (storage.kind === 'memory' && this.#unsaved === undefined) return storage;
    const stored = await this.entries.write(rotated);
    this.#unsaved = stored.ok ? undefined : rotated;
    return stored.ok ? { kind: 'keychain' } : { kind: 'memory', why: stored.why };
  }
}
