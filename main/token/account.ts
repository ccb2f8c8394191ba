import type { CredentialKind, KeychainProblem } from '../../preload/contract/snapshot.ts';
import type { Clock, Credential, SecretStore } from '../ports.ts';
import { slotOf } from './credential.ts';
import type { ConnectOutcome, TokenService } from './token-service.ts';

export type AccountOutcome = { readonly ok: true } | { readonly ok: false; readonly why: KeychainProblem };

const DONE: AccountOutcome = { ok: true };

/** What a person does with the account: connect, keep, forget. Each ends in the keychain or says why it could not. */
export class Account {
  constructor(
    private readonly service: TokenService,
    private readonly secrets: SecretStore,
    private readonly clock: Clock,
    private readonly newId: () => string,
  ) {}

  /** Tries a refresh token; accepted, it is stored and becomes the session. */
  connect(refreshToken: string, kind: CredentialKind): Promise<ConnectOutcome> {
    const credential: Credential = { id: this.newId(), kind, refreshToken, enteredAt: this.clock.now() };
    return this.service.connect(credential);
  }

  /** Keeps a token that could not be tried, in the keychain if possible, else in memory; it is tried again. */
  async keepUntried(): Promise<AccountOutcome> {
    const { candidate, state } = this.service;
    if (candidate === undefined || state.candidate?.kind !== 'unreachable') return DONE;
    const why = await this.service.storeUntried(candidate);
    this.service.dispatch({ kind: 'candidateKept' });
    return why === undefined ? DONE : { ok: false, why };
  }

  /** Makes an accepted token the session without the keychain, until the app quits. */
  keepInMemory(): AccountOutcome {
    const { candidate, state } = this.service;
    if (candidate === undefined || state.candidate?.kind !== 'notStored') return DONE;
    this.service.accept(candidate, state.candidate.answer, { kind: 'memory', why: state.candidate.why });
    return DONE;
  }

  async discardCandidate(): Promise<AccountOutcome> {
    if (this.service.untriedStored) await this.service.removeUntried();
    this.service.discardCandidate();
    return DONE;
  }

  /** Stores what waits to be stored, else reads the keychain again. */
  async retryKeychain(): Promise<AccountOutcome> {
    const { candidate, session, state } = this.service;
    if (candidate !== undefined && state.candidate?.kind === 'notStored') {
      const outcome = await this.service.store(candidate, state.candidate.answer);
      return outcome.kind === 'notStored' ? { ok: false, why: outcome.why } : DONE;
    }
    if (session !== undefined && state.storage.kind === 'memory') {
      const stored = await this.secrets.write(slotOf(session), session);
      if (!stored.ok) return stored;
      this.service.dispatch({ kind: 'stored' });
      return DONE;
    }
    await this.service.readKeychain();
    const { storage } = this.service.state;
    return storage.kind === 'unavailable' ? { ok: false, why: storage.why } : DONE;
  }

  /**
   * Deletes the credential and, after the demo, goes back to the session from before it. If the keychain does not let
   * go of it, nothing is forgotten.
   */
  async forget(): Promise<AccountOutcome> {
    const { session, state } = this.service;
    if (session === undefined) return DONE;
    const removed = await this.secrets.remove(slotOf(session));
    if (!removed.ok && state.storage.kind !== 'memory') return removed;
    await this.discardCandidate();
    this.service.forget();
    if (session.kind === 'demo') await this.service.readKeychain();
    // A session in memory is gone now all the same; what a closed keychain may hold from before is said.
    return removed.ok || removed.why === 'missing' ? DONE : removed;
  }
}
