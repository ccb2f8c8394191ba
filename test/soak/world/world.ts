import { credentialIdentifier } from '../../support/credential-identifier.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import type { Credential } from '../../../main/ports/credentials.ts';
import type { ReportBroken } from '../reference/broken-promise.ts';
import { Copies } from '../reference/copies.ts';
import { Troubles, type Facts } from '../reference/facts.ts';
import { ExpiryWarnings } from '../reference/expiry-warnings.ts';
import { Requests } from '../reference/requests.ts';
import { Sessions } from '../reference/sessions.ts';
import type { Conditions } from './conditions.ts';
import { deliverReply } from './deliver-reply.ts';
import { Disk } from './disk.ts';
import { FaultCounter } from './fault-counter.ts';
import { noReply, Network } from './network.ts';
import { Machine } from './machine.ts';
import { AppProcess, type ProcessSurroundings } from './process.ts';
import { Random, subSeed } from './random.ts';
import { Server } from './server.ts';
import { storeEarlierSession } from './stored-session.ts';
import { Timers } from './timers.ts';
import { User } from './user.ts';

/**
 * A simulated world: a laptop with the app on it, its user, its network and NERD, on a simulated clock, together
 * with the checks of the four promises.
 */
export class World implements Facts {
  /** The true time, in ms since the epoch. */
  now: number;
  /** The running app; undefined while it does not run. */
  process: AppProcess | undefined;
  /** Whether a promise was resolved, and the code that awaits it has not run yet. */
  promisesPending = true;
  /** How many copies are under way. They may end with any step. */
  copiesInProgress = 0;
  readonly timers = new Timers();
  readonly troubles = new Troubles();
  readonly faultCounter = new FaultCounter();
  readonly server: Server;
  readonly machine: Machine;
  readonly disk: Disk;
  readonly network: Network;
  readonly user: User;
  readonly requests: Requests;
  readonly copies: Copies;
  readonly sessions: Sessions;
  readonly expiryWarnings: ExpiryWarnings;
  readonly #random: Random;
  readonly #surroundings: ProcessSurroundings;
  /** What the user entered, until it is used for the first time. That request counts as requested by the user. */
  readonly #enteredByUser = new Set<string>();
  #isInClick = false;
  #plannedCrash: { effectsLeft: number; readonly forMs: number } | undefined;
  #idCount = 0;

  constructor(
    readonly conditions: Conditions,
    report: ReportBroken,
  ) {
    this.now = conditions.startAt;
    const trueNow = (): number => this.now;
    this.#random = new Random(subSeed(conditions.seed, 3));
    this.server = new Server(conditions, this.faultCounter);
    this.machine = new Machine(trueNow, conditions.timersPauseInSleep);
    this.disk = new Disk(conditions.jitterSeed);
    const random = new Random(subSeed(conditions.seed, 4));
    const { server, faultCounter, timers } = this;
    this.network = new Network({ server, faultCounter, timers, random, trueNow, latencyMs: conditions.latencyMs });
    this.requests = new Requests(this, report);
    this.copies = new Copies(this, this.requests, report);
    this.sessions = new Sessions(this, this.copies, this.requests.bareRefusals, report);
    this.expiryWarnings = new ExpiryWarnings(this, report);
    this.user = new User({
      random: new Random(subSeed(conditions.seed, 5)),
      diligence: conditions.diligence,
      credentialKind: conditions.credentialKind,
      trueNow,
      click: (act) => this.click(act),
      choseMemoryOnly: () => this.sessions.choseMemoryOnly(this.process),
      issueIdentifier: () => this.issueIdentifier(),
    });
    this.#surroundings = this.#processSurroundings(trueNow);
    storeEarlierSession(conditions, server, this.disk);
  }

  /** Starts the app, if the machine is on and it does not run yet. */
  startApp(): void {
    if (this.process !== undefined || this.machine.state !== 'on') return;
    this.troubles.note('notRunningUntil', this.now);
    this.sessions.started();
    this.promisesPending = true;
    this.process = new AppProcess(this.#surroundings);
  }

  /** Ends the app, cleanly or by a crash. It is started again after `startAgainMs`, if the machine is on then. */
  endApp(how: 'quit' | 'die', startAgainMs: number | undefined): void {
    const { process } = this;
    if (process === undefined) return;
    process[how]();
    this.requests.ended(process);
    this.process = undefined;
    this.copiesInProgress = 0;
    this.#plannedCrash = undefined;
    this.troubles.note('notRunningUntil', this.now);
    if (startAgainMs !== undefined) this.timers.at(this.now + startAgainMs, () => this.startApp());
  }

  /** Lets the app die just before it takes its `effect`-th effect from here. It is started again after `forMs`. */
  planCrash(effect: number, forMs: number): void {
    this.#plannedCrash = { effectsLeft: effect, forMs };
  }

  /** Runs an action as a click. Nothing happens unless the app runs on a machine that is awake. */
  click(action: (process: AppProcess) => void): void {
    const { process } = this;
    if (process === undefined || this.machine.state !== 'on') return;
    this.#isInClick = true;
    this.promisesPending = true;
    action(process);
    this.#isInClick = false;
    if (process.alive) this.requests.clicked(process);
  }

  /** Gives a new refresh token from NERD's page, or a new Client ID, for the user to enter. */
  issueIdentifier(): string {
    return this.entered(this.server.issue(this.now).name);
  }

  /** Takes note of what the user enters, right or wrong, and gives it back. */
  entered(identifier: string): string {
    this.#enteredByUser.add(identifier);
    return identifier;
  }

  /** Checks after each step what the promises demand at any moment. */
  check(): void {
    if (this.process !== undefined) this.sessions.check(this.process);
    this.expiryWarnings.check(this.process);
  }

  #processSurroundings(trueNow: () => number): ProcessSurroundings {
    return {
      disk: this.disk,
      machine: this.machine,
      zone: this.conditions.zone,
      random: () => this.#random.next(),
      newId: () => `id-${(this.#idCount += 1)}`,
      isOnline: () => this.network.isReportedOnline(),
      trueNow,
      beforeEffect: (from) => this.#beforeEffect(from),
      faultMet: (fault) => this.faultCounter.add(fault),
      willSettle: () => (this.promisesPending = true),
      sendRequest: (from, credential, answer) => this.#sendRequest(from, credential, answer),
      keychainChanged: (slot, credential) => this.sessions.stored(slot, credential),
      warningShown: (from) => {
        this.expiryWarnings.warned(from);
        this.user.hasBeenWarned = true;
      },
    };
  }

  #beforeEffect(from: AppProcess): boolean {
    this.promisesPending = true;
    if (this.#plannedCrash === undefined || from !== this.process) return true;
    this.#plannedCrash.effectsLeft -= 1;
    if (this.#plannedCrash.effectsLeft > 0) return true;
    this.faultCounter.add('crashBeforeEffect');
    this.endApp('die', this.#plannedCrash.forMs);
    return false;
  }

  #sendRequest(process: AppProcess, credential: Credential, answer: (answer: TokenAnswer) => void): void {
    const refreshToken = credentialIdentifier(credential);
    const sentAt = this.now;
    this.requests.sent(process, refreshToken, this.#isInClick || this.#enteredByUser.has(refreshToken));
    this.#enteredByUser.delete(refreshToken);
    this.network.send(refreshToken, {
      requester: process,
      onArrival: () => this.sessions.requestArrived(process, refreshToken, sentAt),
      onReply: (reply) => {
        if (!process.alive) return;
        if (this.machine.state === 'on') deliverReply(this, { process, refreshToken, sentAt }, reply, answer);
        // The machine slept when the reply came, so its connection was lost.
        else
          this.machine.timers.at(this.now, () =>
            deliverReply(this, { process, refreshToken, sentAt }, noReply('network'), answer),
          );
      },
    });
  }
}
