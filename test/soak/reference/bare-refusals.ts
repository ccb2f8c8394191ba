import type { AppProcess } from '../world/process.ts';
import type { TokenFamily } from '../world/server.ts';
import { DAY, SECOND } from '../world/units.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Facts } from './facts.ts';

/** After this many bare refusals the app shows the credential as rejected. */
const SHOWN_FROM = 3;
/** How many background requests a day the app may make about such a credential. */
const MOST_PER_DAY = 4;
/** How much later than planned a request may be sent, since a slow keychain can come before it. */
const SLACK_MS = 30 * SECOND;

/**
 * Checks P4: about a credential that was refused without a reason, the app makes few requests, through all restarts.
 */
export class BareRefusals {
  /**
   * How many bare refusals the app has heard since the credential worked last. A crash may have made it forget the
   * last one.
   */
  readonly #heardByApp = new Map<TokenFamily, number>();
  /** How many of them the app must remember. */
  readonly #remembered = new Map<TokenFamily, number>();
  #recentRequests: { readonly family: TokenFamily; readonly at: number }[] = [];
  #last: { readonly process: AppProcess; readonly family: TokenFamily; readonly at: number } | undefined;

  constructor(
    private readonly facts: Facts,
    private readonly report: ReportBroken,
  ) {}

  /** Takes note of a background request, and checks the limit. */
  sent(family: TokenFamily | undefined): void {
    const { conditions, now } = this.facts;
    // The next process cannot make sense of what this one saved by a wrong clock.
    if (family === undefined || conditions.clockIsSetWrong) return;
    if ((this.#remembered.get(family) ?? 0) < SHOWN_FROM) return;
    this.#recentRequests = this.#recentRequests.filter((each) => each.at > now - DAY + SLACK_MS);
    this.#recentRequests.push({ family, at: now });
    const count = this.#recentRequests.filter((each) => each.family === family).length;
    if (count > MOST_PER_DAY) this.report('P4', `${count} requests in a day about a token that was turned down`);
  }

  /** Takes note of an answer: a bare refusal, a grant, or a refusal of NERD itself. */
  answered(process: AppProcess, family: TokenFamily | undefined, isBareNo: boolean): void {
    if (family === undefined) return;
    if (isBareNo) {
      this.#heardByApp.set(family, (this.#heardByApp.get(family) ?? 0) + 1);
      this.#remembered.set(family, (this.#remembered.get(family) ?? 0) + 1);
      this.#last = { process, family, at: this.facts.now };
    } else this.#forget(family);
  }

  /** Starts anew, since the credential has worked or NERD itself has refused it. */
  #forget(family: TokenFamily): void {
    this.#heardByApp.delete(family);
    this.#remembered.delete(family);
    this.#recentRequests = this.#recentRequests.filter((each) => each.family !== family);
  }

  /** Whether the app may show the credential as rejected, even if an earlier run heard the refusals. */
  mayBeShown(family: TokenFamily | undefined): boolean {
    return family !== undefined && (this.#heardByApp.get(family) ?? 0) >= SHOWN_FROM;
  }

  /** Takes note that a process has ended. It cannot have saved what came in the very moment of a crash. */
  ended(process: AppProcess): void {
    const last = this.#last;
    if (last?.process !== process || last.at !== this.facts.now) return;
    this.#remembered.set(last.family, (this.#remembered.get(last.family) ?? 1) - 1);
  }
}
