import type { Credential, SecretSlot } from '../../../main/ports/credentials.ts';
import type { AppProcess } from '../world/process.ts';
import type { Meant } from '../world/replies.ts';
import type { Lineage } from '../world/server.ts';
import { DAY, MINUTE, SECOND } from '../world/units.ts';
import type { BareRefusals } from './bare-refusals.ts';
import type { Report } from './broken.ts';
import type { Copies } from './copies.ts';
import type { Facts } from './facts.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

/** P2: the keychain always holds a token that NERD takes, and only NERD or the user ends a session. */
export class Sessions {
  /** The user has asked to forget, and has not connected with another token since. */
  forgetting = false;
  /** Sessions that a crash has lost between NERD's rotation and the keychain's write, where no program can help. */
  lost = 0;
  /**
   * Of these the keychain may hold a token that is void: it was in trouble when it should have taken a newer one. That
   * ends as soon as NERD is asked with the newer one while the keychain is well: it had to be stored before.
   */
  readonly #excused = new Set<Lineage>();
  /** By the user's choice the keychain has no part in these: it may hold one from before. */
  readonly #inMemory = new Set<Lineage>();
  /** Refresh tokens that NERD gave to a process that had died: nobody has them, and they void those given before. */
  readonly #orphans = new Set<string>();
  /** The one in the keychain, and the one that was the app's session last. */
  #lineage: Lineage | undefined;
  #used: Lineage | undefined;
  #refusals = 0;
  /** Of these, how many were NERD's own. */
  #ownRefusals = 0;
  #storedAt = -Infinity;
  #grantedAt = -Infinity;

  constructor(
    private readonly facts: Facts,
    private readonly copies: Copies,
    private readonly bareRefusals: BareRefusals,
    private readonly report: Report,
  ) {}

  started(): void {
    this.#refusals = 0;
    this.#ownRefusals = 0;
  }

  /** The keychain has done what it was asked. */
  stored(slot: SecretSlot, credential: Credential | undefined): void {
    if (slot !== this.facts.conditions.signsIn) return;
    if (credential === undefined) {
      if (!this.forgetting) this.report('P2', 'the keychain entry was deleted, and nobody had asked for it');
      return;
    }
    const lineage = this.facts.server.lineageOf(credentialIdentifier(credential));
    if (lineage !== this.#lineage) this.forgetting = false;
    this.#lineage = lineage;
    this.#storedAt = this.facts.now;
    if (lineage === undefined) this.report('P2', 'a token that NERD never took was stored in the session’s place');
    else if (this.facts.server.takes(credentialIdentifier(credential), this.facts.now)) {
      this.#excused.delete(lineage);
      this.#inMemory.delete(lineage);
    }
    this.#checkKept();
  }

  /** By the user's choice the keychain has no part in it, unless it may still carry out what it was too slow for. */
  keptInMemory(process: AppProcess | undefined): void {
    const storage = process?.service.state.storage;
    if (storage?.kind === 'memory' && storage.why === 'slow') return;
    const refreshToken = credentialIdentifier(process?.service.session);
    const lineage = refreshToken === undefined ? undefined : this.facts.server.lineageOf(refreshToken);
    if (lineage !== undefined) this.#inMemory.add(lineage);
  }

  /** The server has been asked with a token, which may have voided another one. */
  used(process: AppProcess, refreshToken: string, sentAt: number): void {
    const { server, now } = this.facts;
    const asked = server.lineageOf(refreshToken);
    if (!process.alive && asked?.next !== undefined) this.#orphans.add(asked.next);
    const kept = this.facts.disk.slots.get(this.facts.conditions.signsIn);
    const lineage = kept && server.lineageOf(credentialIdentifier(kept));
    if (kept !== undefined && lineage !== undefined && !server.takes(credentialIdentifier(kept), now)) {
      if (this.#hadTroubleAt(sentAt)) this.#excused.add(lineage);
      else if (asked === lineage && server.takes(refreshToken, now)) this.#excused.delete(lineage);
    }
    this.#checkKept();
  }

  /** The keychain was in trouble, or had been when it was last asked. */
  #hadTroubleAt(at: number): boolean {
    return this.facts.troubles.keychainUntil > at - SECOND;
  }

  answered(process: AppProcess, refreshToken: string, meant: Meant): void {
    const { server, now } = this.facts;
    // A token that was just entered is not the session's yet.
    if (credentialIdentifier(process.service.session) !== refreshToken) return;
    if (meant.kind === 'granted') {
      this.#refusals = 0;
      this.#ownRefusals = 0;
      this.#grantedAt = now;
    } else if (meant.kind === 'refused' || meant.kind === 'bareNo') {
      this.#refusals += 1;
      // The server's trouble says no without a reason; that is no refusal of NERD's.
      if (meant.kind === 'bareNo') return;
      this.#ownRefusals += 1;
      const lineage = server.lineageOf(refreshToken);
      if (lineage === undefined || this.#isExcused(lineage) || server.isOver(lineage, now)) return;
      if (!server.takes(refreshToken, now))
        this.report('P2', 'NERD was asked with a token that a newer one had replaced');
    }
  }

  /** Looks at what the app makes of its session, after each step. */
  check(process: AppProcess): void {
    const { session, storage, candidate } = process.service.state;
    const inUse = process.service.session;
    if (inUse !== undefined) this.#used = this.facts.server.lineageOf(credentialIdentifier(inUse));
    const kept =
      this.facts.disk.slots.has(this.facts.conditions.signsIn) &&
      this.#lineage === this.#used &&
      this.#storedAt < this.facts.now - MINUTE;
    const isRead = storage.kind === 'keychain' && candidate === undefined;
    if (session.kind === 'signedOut' && isRead && kept && !this.forgetting) {
      this.report('P2', 'signed out, with a session in the keychain');
    }
    if (session.kind !== 'rejected') return;
    // What was granted may wait for the keychain.
    const isKnown = this.#refusals > 0 || this.bareRefusals.mayBeShown(this.#used);
    if (!isKnown && this.#grantedAt < this.facts.now - MINUTE)
      this.report('P2', 'given up, though NERD had not refused');
    if (this.#ownRefusals === 0 && isKnown) this.#checkDoubt(process);
    // Forgotten while the keychain did not let go of it, and read from there again, it has no access token any more.
    if (this.#refusals === 1 && !this.forgetting && this.copies.holdsUsable(process, MINUTE + 10 * SECOND)) {
      this.report('P2', 'given up at the first refusal, with a good access token');
    }
  }

  /** A no that is not NERD's own is never believed for good: while the token may live, the app means to ask about it. */
  #checkDoubt({ service }: AppProcess): void {
    const { now, server, troubles } = this.facts;
    const { session, requestInFlight } = service.state;
    const lineage = server.lineageOf(credentialIdentifier(service.session) ?? '');
    // Where the clock was set, the app's end of the week may be another one.
    if (lineage === undefined || server.endsAt(lineage) < now + DAY || troubles.clockUntil !== -Infinity) return;
    const meansToAsk = session.kind === 'rejected' && session.bare?.recheckAt !== undefined;
    if (!meansToAsk && requestInFlight === undefined && !lineage.revoked) {
      this.report('P2', 'given up for good after refusals that were not NERD’s own');
    }
  }

  #isExcused(lineage: Lineage): boolean {
    return this.#excused.has(lineage) || this.#inMemory.has(lineage);
  }

  #checkKept(): void {
    const { disk, server, now } = this.facts;
    const kept = disk.slots.get(this.facts.conditions.signsIn);
    const lineage = kept && server.lineageOf(credentialIdentifier(kept));
    if (kept === undefined || lineage === undefined || this.#isExcused(lineage)) return;
    if (!server.isOver(lineage, now) && !server.takes(credentialIdentifier(kept), now)) {
      if (lineage.next !== undefined && this.#orphans.has(lineage.next)) {
        this.lost += 1;
        this.#excused.add(lineage);
        return;
      }
      this.report('P2', 'the keychain holds a token that NERD does not take any more');
    }
  }
}
