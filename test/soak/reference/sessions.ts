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

/** P2: the keychain always holds a token that NERD takes, and only NERD or the user ends a session. */
export class Sessions {
  /** The user has asked to forget, and has not connected with another token since. */
  isForgetting = false;
  /** Sessions that a crash has lost between NERD's rotation and the keychain's write, where no program can help. */
  lost = 0;
  /**
   * Of these the keychain may hold a token that is void: it was in trouble when it should have taken a newer one. That
   * ends as soon as NERD is asked with the newer one while the keychain is well: it had to be stored before.
   */
  readonly #mayHoldVoidToken = new Set<TokenFamily>();
  /** By the user's choice the keychain has no part in these: it may hold one from before. */
  readonly #inMemoryOnly = new Set<TokenFamily>();
  /** Refresh tokens that NERD gave to a process that had died: nobody has them, and they void those given before. */
  readonly #undeliveredTokens = new Set<string>();
  /** The one in the keychain, and the one that was the app's session last. */
  #storedFamily: TokenFamily | undefined;
  #familyInUse: TokenFamily | undefined;
  #refusals = 0;
  /** Of these, how many were NERD's own. */
  #refusalsByNerd = 0;
  #storedAt = -Infinity;
  #grantedAt = -Infinity;

  constructor(
    private readonly facts: Facts,
    private readonly copies: Copies,
    private readonly bareRefusals: BareRefusals,
    private readonly report: ReportBroken,
  ) {}

  started(): void {
    this.#refusals = 0;
    this.#refusalsByNerd = 0;
  }

  /** The keychain has done what it was asked. */
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

  /** By the user's choice the keychain has no part in it, unless it may still carry out what it was too slow for. */
  choseMemoryOnly(process: AppProcess | undefined): void {
    const storage = process?.service.state.storage;
    if (storage?.kind === 'memory' && storage.why === 'slow') return;
    const refreshToken = credentialIdentifier(process?.service.session);
    const family = refreshToken === undefined ? undefined : this.facts.server.familyOf(refreshToken);
    if (family !== undefined) this.#inMemoryOnly.add(family);
  }

  /** The server has been asked with a token, which may have voided another one. */
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

  /** The keychain was in trouble, or had been when it was last asked. */
  #keychainHadTroubleAt(at: number): boolean {
    return this.facts.troubles.keychainTroubleUntil > at - SECOND;
  }

  answered(process: AppProcess, refreshToken: string, meaning: ReplyMeaning): void {
    const { server, now } = this.facts;
    // A token that was just entered is not the session's yet.
    if (credentialIdentifier(process.service.session) !== refreshToken) return;
    if (meaning.kind === 'granted') {
      this.#refusals = 0;
      this.#refusalsByNerd = 0;
      this.#grantedAt = now;
    } else if (meaning.kind === 'refused' || meaning.kind === 'bareNo') {
      this.#refusals += 1;
      // The server's trouble says no without a reason; that is no refusal of NERD's.
      if (meaning.kind === 'bareNo') return;
      this.#refusalsByNerd += 1;
      const family = server.familyOf(refreshToken);
      if (family === undefined || this.#isExcused(family) || server.hasEnded(family, now)) return;
      if (!server.accepts(refreshToken, now))
        this.report('P2', 'NERD was asked with a token that a newer one had replaced');
    }
  }

  /** Looks at what the app makes of its session, after each step. */
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
    // What was granted may wait for the keychain.
    const refusalIsKnown = this.#refusals > 0 || this.bareRefusals.mayBeShown(this.#familyInUse);
    if (!refusalIsKnown && this.#grantedAt < this.facts.now - MINUTE)
      this.report('P2', 'given up, though NERD had not refused');
    if (this.#refusalsByNerd === 0 && refusalIsKnown) this.#checkRecheckIsPlanned(process);
    // Forgotten while the keychain did not let go of it, and read from there again, it has no access token any more.
    if (this.#refusals === 1 && !this.isForgetting && this.copies.holdsUsable(process, MINUTE + 10 * SECOND)) {
      this.report('P2', 'given up at the first refusal, with a good access token');
    }
  }

  /** A no that is not NERD's own is never believed for good: while the token may live, the app means to ask about it. */
  #checkRecheckIsPlanned({ service }: AppProcess): void {
    const { now, server, troubles } = this.facts;
    const { session, requestInFlight } = service.state;
    const family = server.familyOf(credentialIdentifier(service.session) ?? '');
    // Where the clock was set, the app's end of the week may be another one.
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
