import type { Credential, SecretSlot } from '../../../main/ports/credentials.ts';
import type { AppProcess } from '../world/process.ts';
import type { ReplyMeaning } from '../world/replies.ts';
import type { TokenFamily } from '../world/server.ts';
import { DAY, MINUTE, SECOND } from '../world/units.ts';
import type { BareRefusals } from './bare-refusals.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Copies } from './copies.ts';
import type { Facts } from './facts.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

/** Checks P2: the keychain always holds a credential that NERD accepts, and only NERD or the user ends a session. */
export class Sessions {
  /** Whether the user has removed the session, and has not connected with another credential since. */
  isForgetting = false;
  /** How many sessions a crash has lost between NERD's rotation and the keychain's write, where no program can help. */
  lost = 0;
  /**
   * Of these the keychain may hold a void token, since it was in trouble when it should have stored a newer one.
   * The excuse ends as soon as NERD is asked with the newer one while the keychain works: it had to be stored
   * first.
   */
  readonly #mayHoldVoidToken = new Set<TokenFamily>();
  /** The user has chosen to keep these in memory only. The keychain may still hold an older token of theirs. */
  readonly #inMemoryOnly = new Set<TokenFamily>();
  /**
   * Refresh tokens that NERD issued to a process that had died. Nobody has them, and NERD may void the one in the
   * keychain.
   */
  readonly #undeliveredTokens = new Set<string>();
  /** The family of the credential in the keychain. */
  #storedFamily: TokenFamily | undefined;
  /** The family of the app's session, or of the last one that it had. */
  #familyInUse: TokenFamily | undefined;
  /** How many refusals this process has heard since the last grant. */
  #refusals = 0;
  /** How many of them came from NERD itself. */
  #refusalsByNerd = 0;
  #storedAt = -Infinity;
  #grantedAt = -Infinity;

  constructor(
    private readonly facts: Facts,
    private readonly copies: Copies,
    private readonly bareRefusals: BareRefusals,
    private readonly report: ReportBroken,
  ) {}

  /** Takes note that a new process has started. */
  started(): void {
    this.#refusals = 0;
    this.#refusalsByNerd = 0;
  }

  /** Takes note that the keychain has stored or removed (undefined) a credential. */
  stored(slot: SecretSlot, credential: Credential | undefined): void {
    if (slot !== this.facts.conditions.credentialKind) return;
    if (credential === undefined) {
      if (!this.isForgetting) this.report('P2', 'the keychain entry was deleted, and nobody had asked for it');
      return;
    }
    const family = this.facts.server.familyOf(credentialIdentifier(credential));
    if (family !== this.#storedFamily) this.isForgetting = false;
    this.#storedFamily = family;
    this.#storedAt = this.facts.now;
    if (family === undefined) this.report('P2', 'a token that NERD never took was stored in the session’s place');
    else if (this.facts.server.accepts(credentialIdentifier(credential), this.facts.now)) {
      this.#mayHoldVoidToken.delete(family);
      this.#inMemoryOnly.delete(family);
    }
    this.#checkStored();
  }

  /**
   * Takes note that the user has chosen to keep the session in memory only. That changes nothing if the keychain
   * was only slow, since it may still store it.
   */
  choseMemoryOnly(process: AppProcess | undefined): void {
    const storage = process?.service.state.storage;
    if (storage?.kind === 'memory' && storage.why === 'slow') return;
    const refreshToken = credentialIdentifier(process?.service.session);
    const family = refreshToken === undefined ? undefined : this.facts.server.familyOf(refreshToken);
    if (family !== undefined) this.#inMemoryOnly.add(family);
  }

  /** Takes note that the server has handled a request, which may have voided another refresh token. */
  requestArrived(process: AppProcess, refreshToken: string, sentAt: number): void {
    const { server, now } = this.facts;
    const requestedFamily = server.familyOf(refreshToken);
    if (!process.alive && requestedFamily?.next !== undefined) this.#undeliveredTokens.add(requestedFamily.next);
    const stored = this.facts.disk.slots.get(this.facts.conditions.credentialKind);
    const family = stored && server.familyOf(credentialIdentifier(stored));
    if (stored !== undefined && family !== undefined && !server.accepts(credentialIdentifier(stored), now)) {
      if (this.#keychainHadTroubleAt(sentAt)) this.#mayHoldVoidToken.add(family);
      else if (requestedFamily === family && server.accepts(refreshToken, now)) this.#mayHoldVoidToken.delete(family);
    }
    this.#checkStored();
  }

  /** Whether the keychain was in trouble at this moment, or just before it. */
  #keychainHadTroubleAt(at: number): boolean {
    return this.facts.troubles.keychainTroubleUntil > at - SECOND;
  }

  /** Takes note of an answer, and checks whether NERD was asked with a void refresh token. */
  answered(process: AppProcess, refreshToken: string, meaning: ReplyMeaning): void {
    const { server, now } = this.facts;
    // A credential that was just entered is not the session's yet.
    if (credentialIdentifier(process.service.session) !== refreshToken) return;
    if (meaning.kind === 'granted') {
      this.#refusals = 0;
      this.#refusalsByNerd = 0;
      this.#grantedAt = now;
    } else if (meaning.kind === 'refused' || meaning.kind === 'bareNo') {
      this.#refusals += 1;
      // A refusal without a reason comes from something on the way, not from NERD.
      if (meaning.kind === 'bareNo') return;
      this.#refusalsByNerd += 1;
      const family = server.familyOf(refreshToken);
      if (family === undefined || this.#isExcused(family) || server.hasEnded(family, now)) return;
      if (!server.accepts(refreshToken, now))
        this.report('P2', 'NERD was asked with a token that a newer one had replaced');
    }
  }

  /** Checks after each step whether the app has given up its session without cause. */
  check(process: AppProcess): void {
    const { session, storage, candidate } = process.service.state;
    const inUse = process.service.session;
    if (inUse !== undefined) this.#familyInUse = this.facts.server.familyOf(credentialIdentifier(inUse));
    const isStored =
      this.facts.disk.slots.has(this.facts.conditions.credentialKind) &&
      this.#storedFamily === this.#familyInUse &&
      this.#storedAt < this.facts.now - MINUTE;
    const keychainWasRead = storage.kind === 'keychain' && candidate === undefined;
    if (session.kind === 'signedOut' && keychainWasRead && isStored && !this.isForgetting) {
      this.report('P2', 'signed out, with a session in the keychain');
    }
    if (session.kind !== 'rejected') return;
    // The app may show a rejection until the keychain has stored what a grant has brought.
    const refusalIsKnown = this.#refusals > 0 || this.bareRefusals.mayBeShown(this.#familyInUse);
    if (!refusalIsKnown && this.#grantedAt < this.facts.now - MINUTE)
      this.report('P2', 'given up, though NERD had not refused');
    if (this.#refusalsByNerd === 0 && refusalIsKnown) this.#checkRecheckIsPlanned(process);
    // A session that was removed, and read again from a keychain that had not let go of it, has no access token.
    if (this.#refusals === 1 && !this.isForgetting && this.copies.holdsUsable(process, MINUTE + 10 * SECOND)) {
      this.report('P2', 'given up at the first refusal, with a good access token');
    }
  }

  /**
   * A refusal that is not from NERD itself must never be final: while the credential may be valid, the app has to
   * plan a recheck.
   */
  #checkRecheckIsPlanned({ service }: AppProcess): void {
    const { now, server, troubles } = this.facts;
    const { session, requestInFlight } = service.state;
    const family = server.familyOf(credentialIdentifier(service.session) ?? '');
    // Where the clock was set wrong, the app may expect another end of the week.
    if (family === undefined || server.expiresAt(family) < now + DAY || troubles.wrongClockUntil !== -Infinity) return;
    const recheckIsPlanned = session.kind === 'rejected' && session.bare?.recheckAt !== undefined;
    if (!recheckIsPlanned && requestInFlight === undefined && !family.revoked) {
      this.report('P2', 'given up for good after refusals that were not NERD’s own');
    }
  }

  #isExcused(family: TokenFamily): boolean {
    return this.#mayHoldVoidToken.has(family) || this.#inMemoryOnly.has(family);
  }

  #checkStored(): void {
    const { disk, server, now } = this.facts;
    const stored = disk.slots.get(this.facts.conditions.credentialKind);
    const family = stored && server.familyOf(credentialIdentifier(stored));
    if (stored === undefined || family === undefined || this.#isExcused(family)) return;
    if (!server.hasEnded(family, now) && !server.accepts(credentialIdentifier(stored), now)) {
      if (family.next !== undefined && this.#undeliveredTokens.has(family.next)) {
        this.lost += 1;
        this.#mayHoldVoidToken.add(family);
        return;
      }
      this.report('P2', 'the keychain holds a token that NERD does not take any more');
    }
  }
}
