import { credentialIdentifier } from '../../support/credential-identifier.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import type { Credential } from '../../../main/ports/credentials.ts';
import type { Report } from '../reference/broken.ts';
import { Copies } from '../reference/copies.ts';
import { Troubles, type Facts } from '../reference/facts.ts';
import { Requests, type Flight } from '../reference/requests.ts';
import { Sessions } from '../reference/sessions.ts';
import { Weeks } from '../reference/weeks.ts';
import { secretOf, type Conditions } from './conditions.ts';
import { Disk } from './disk.ts';
import { failed, Link } from './link.ts';
import { Machine } from './machine.ts';
import { AppProcess, type Outside } from './process.ts';
import { Random, subSeed } from './random.ts';
import type { Given } from './replies.ts';
import { Server } from './server.ts';
import { Tally } from './tally.ts';
import { Timers } from './timers.ts';
import { SECOND } from './units.ts';
import { User } from './user.ts';

/** A laptop with the app on it, its user, its network and NERD, on a time of their own; and who watches the promises. */
export class World implements Facts {
  now: number;
  process: AppProcess | undefined;
  /** Something was resolved, and what waits for it has not run yet. */
  stirred = true;
  /** Copies under way: they may end with any event. */
  copying = 0;
  readonly timers = new Timers();
  readonly troubles = new Troubles();
  readonly tally = new Tally();
  readonly server: Server;
  readonly machine: Machine;
  readonly disk: Disk;
  readonly link: Link;
  readonly user: User;
  readonly requests: Requests;
  readonly copies: Copies;
  readonly sessions: Sessions;
  readonly weeks: Weeks;
  readonly #random: Random;
  readonly #outside: Outside;
  /** Typed by the user and not asked for yet: the first request with it is the user's own. */
  readonly #typed = new Set<string>();
  #clicking = false;
  #crashIn: { effects: number; readonly forMs: number } | undefined;
  #ids = 0;

  constructor(
    readonly conditions: Conditions,
    report: Report,
  ) {
    this.now = conditions.startAt;
    const trueNow = (): number => this.now;
    this.#random = new Random(subSeed(conditions.seed, 3));
    this.server = new Server(conditions, this.tally);
    this.machine = new Machine(trueNow, conditions.timersFreeze);
    this.disk = new Disk(conditions.spread);
    const random = new Random(subSeed(conditions.seed, 4));
    const { server, tally, timers } = this;
    this.link = new Link({ server, tally, timers, random, trueNow, latencyMs: conditions.latencyMs });
    this.requests = new Requests(this, report);
    this.copies = new Copies(this, this.requests, report);
    this.sessions = new Sessions(this, this.copies, this.requests.bareRefusals, report);
    this.weeks = new Weeks(this, report);
    this.user = new User({
      random: new Random(subSeed(conditions.seed, 5)),
      diligence: conditions.diligence,
      signsIn: conditions.signsIn,
      trueNow,
      click: (act) => this.click(act),
      keptInMemory: () => this.sessions.keptInMemory(this.process),
      newToken: () => this.newToken(),
    });
    this.#outside = this.#makeOutside(trueNow);
    this.#storeSession();
  }

  startApp(): void {
    if (this.process !== undefined || this.machine.state !== 'on') return;
    this.troubles.note('awayUntil', this.now);
    this.sessions.started();
    this.stirred = true;
    this.process = new AppProcess(this.#outside);
  }

  /** Ends the app, cleanly or not; it is started again after a while, if the machine is on then. */
  endApp(how: 'quit' | 'die', startAgainMs: number | undefined): void {
    const { process } = this;
    if (process === undefined) return;
    process[how]();
    this.requests.ended(process);
    this.process = undefined;
    this.copying = 0;
    this.#crashIn = undefined;
    this.troubles.note('awayUntil', this.now);
    if (startAgainMs !== undefined) this.timers.at(this.now + startAgainMs, () => this.startApp());
  }

  /** The app will die just before its so-many-th effect from here. */
  crashBefore(effect: number, forMs: number): void {
    this.#crashIn = { effects: effect, forMs };
  }

  /** A click can only be made where the app runs on a machine that is awake. */
  click(act: (process: AppProcess) => void): void {
    const { process } = this;
    if (process === undefined || this.machine.state !== 'on') return;
    this.#clicking = true;
    this.stirred = true;
    act(process);
    this.#clicking = false;
    if (process.alive) this.requests.clicked(process);
  }

  /** A new refresh token from NERD's page, for the user to enter. */
  newToken(): string {
    return this.typed(this.server.show(this.now).name);
  }

  /** What the user enters, right or wrong: the first request with it is asked for. */
  typed(token: string): string {
    this.#typed.add(token);
    return token;
  }

  /** What the promises demand, after each step. */
  check(): void {
    if (this.process !== undefined) this.sessions.check(this.process);
    this.weeks.check(this.process);
  }

  #makeOutside(trueNow: () => number): Outside {
    return {
      disk: this.disk,
      machine: this.machine,
      zone: this.conditions.zone,
      random: () => this.#random.next(),
      newId: () => `id-${(this.#ids += 1)}`,
      isOnline: () => this.link.looksOnline(),
      trueNow,
      effect: (from) => this.#effect(from),
      suffered: (fault) => this.tally.note(fault),
      stir: () => (this.stirred = true),
      ask: (from, credential, answer) => this.#ask(from, credential, answer),
      stored: (slot, credential) => this.sessions.stored(slot, credential),
      warned: (from) => {
        this.weeks.warned(from);
        this.user.warned = true;
      },
    };
  }

  #effect(from: AppProcess): boolean {
    this.stirred = true;
    if (this.#crashIn === undefined || from !== this.process) return true;
    this.#crashIn.effects -= 1;
    if (this.#crashIn.effects > 0) return true;
    this.tally.note('crashBeforeEffect');
    this.endApp('die', this.#crashIn.forMs);
    return false;
  }

  #ask(process: AppProcess, credential: Credential, answer: (answer: TokenAnswer) => void): void {
    const refreshToken = credentialIdentifier(credential);
    const sentAt = this.now;
    this.requests.sent(process, refreshToken, this.#clicking || this.#typed.has(refreshToken));
    this.#typed.delete(refreshToken);
    this.link.send(refreshToken, {
      asker: process,
      arrived: () => this.sessions.used(process, refreshToken, sentAt),
      answer: (given) => {
        if (!process.alive) return;
        if (this.machine.state === 'on') this.#deliver({ process, refreshToken, sentAt }, given, answer);
        // The machine slept while the answer came.
        else
          this.machine.timers.at(this.now, () =>
            this.#deliver({ process, refreshToken, sentAt }, failed('network'), answer),
          );
      },
    });
  }

  #deliver(flight: Flight, given: Given, answer: (answer: TokenAnswer) => void): void {
    const { process, refreshToken, sentAt } = flight;
    const { meant } = given;
    this.requests.answered(process, meant.kind === 'nothing' ? meant.retryAfterMs : undefined);
    this.copies.answered(process, refreshToken, meant, sentAt);
    this.sessions.answered(process, refreshToken, meant);
    if (meant.kind !== 'nothing' && refreshToken === credentialIdentifier(process.service.session)) {
      const isBareNo = meant.kind === 'bareNo';
      this.requests.bareRefusals.answered(process, this.server.lineageOf(refreshToken), isBareNo);
    }
    if (meant.kind === 'granted') {
      this.weeks.used(this.server.lineageOf(refreshToken));
      this.server.delivered(process, refreshToken, meant.accessToken);
    }
    answer(given.answer);
  }

  #storeSession(): void {
    const { stored, startAt, signsIn } = this.conditions;
    if (stored === undefined) return;
    const lineage = this.server.show(startAt - stored.enteredAgoMs);
    lineage.usedAt = startAt - stored.usedAgoMs;
    const noted = { id: 'id-0', enteredAt: lineage.shownAt + SECOND };
    this.disk.slots.set(signsIn, { ...secretOf(signsIn, lineage.current), ...noted });
  }
}
