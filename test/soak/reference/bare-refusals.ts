import type { AppProcess } from '../world/process.ts';
import type { TokenFamily } from '../world/server.ts';
import { DAY, SECOND } from '../world/units.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Facts } from './facts.ts';

/** After so many it is shown as a rejection. */
const SHOWN_FROM = 3;
const MOST_PER_DAY = 4;
/** How long a request may be under way after it has begun, with a slow keychain before it. */
const SLACK_MS = 30 * SECOND;

/** P4: about a credential that something has turned down without a reason, the app asks seldom, through all restarts. */
export class BareRefusals {
  /** How many the app has heard since its credential worked last; it may have forgotten the last one in a crash. */
  readonly #heardByApp = new Map<TokenFamily, number>();
  /** How many it has to remember. */
  readonly #remembered = new Map<TokenFamily, number>();
  #recentRequests: { readonly family: TokenFamily; readonly at: number }[] = [];
  #last: { readonly process: AppProcess; readonly family: TokenFamily; readonly at: number } | undefined;

  constructor(
    private readonly facts: Facts,
    private readonly report: ReportBroken,
  ) {}

  /** NERD has been asked about this in the background. */
  sent(family: TokenFamily | undefined): void {
    const { conditions, now } = this.facts;
    // What was noted by a clock that was wrong cannot be understood by the next process.
    if (family === undefined || conditions.clockIsSetWrong) return;
    if ((this.#remembered.get(family) ?? 0) < SHOWN_FROM) return;
    this.#recentRequests = this.#recentRequests.filter((each) => each.at > now - DAY + SLACK_MS);
    this.#recentRequests.push({ family, at: now });
    const count = this.#recentRequests.filter((each) => each.family === family).length;
    if (count > MOST_PER_DAY) this.report('P4', `${count} requests in a day about a token that was turned down`);
  }

  answered(process: AppProcess, family: TokenFamily | undefined, isBareNo: boolean): void {
    if (family === undefined) return;
    if (isBareNo) {
      this.#heardByApp.set(family, (this.#heardByApp.get(family) ?? 0) + 1);
      this.#remembered.set(family, (this.#remembered.get(family) ?? 0) + 1);
      this.#last = { process, family, at: this.facts.now };
    } else this.#forget(family);
  }

  /** It has worked, or NERD itself has refused it. */
  #forget(family: TokenFamily): void {
    this.#heardByApp.delete(family);
    this.#remembered.delete(family);
    this.#recentRequests = this.#recentRequests.filter((each) => each.family !== family);
  }

  /** Whether the app may show this as rejected, from an earlier run too. */
  mayBeShown(family: TokenFamily | undefined): boolean {
    return family !== undefined && (this.#heardByApp.get(family) ?? 0) >= SHOWN_FROM;
  }

  /** Nobody can remember what came in the very moment of the crash. */
  ended(process: AppProcess): void {
    const last = this.#last;
    if (last?.process !== process || last.at !== this.facts.now) return;
    this.#remembered.set(last.family, (this.#remembered.get(last.family) ?? 1) - 1);
  }
}
