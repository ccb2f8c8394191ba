import type { AppProcess } from '../world/process.ts';
import type { Lineage } from '../world/server.ts';
import { DAY, SECOND } from '../world/units.ts';
import type { Report } from './broken.ts';
import type { Facts } from './facts.ts';

/** After so many it is shown as a rejection. */
const SHOWN_AT = 3;
const PER_DAY = 4;
/** How long a request may be under way after it has begun, with a slow keychain before it. */
const SLACK = 30 * SECOND;

/** P4: about a credential that something has turned down without a reason, the app asks seldom, through all restarts. */
export class BareRefusals {
  /** How many the app has heard since its credential worked last; it may have forgotten the last one in a crash. */
  readonly #heard = new Map<Lineage, number>();
  /** How many it has to remember. */
  readonly #counts = new Map<Lineage, number>();
  #asked: { readonly lineage: Lineage; readonly at: number }[] = [];
  #last: { readonly process: AppProcess; readonly lineage: Lineage; readonly at: number } | undefined;

  constructor(
    private readonly facts: Facts,
    private readonly report: Report,
  ) {}

  /** NERD has been asked about this in the background. */
  sent(lineage: Lineage | undefined): void {
    const { conditions, now } = this.facts;
    // What was noted by a clock that was wrong cannot be understood by the next process.
    if (lineage === undefined || conditions.clockTrouble) return;
    if ((this.#counts.get(lineage) ?? 0) < SHOWN_AT) return;
    this.#asked = this.#asked.filter((each) => each.at > now - DAY + SLACK);
    this.#asked.push({ lineage, at: now });
    const count = this.#asked.filter((each) => each.lineage === lineage).length;
    if (count > PER_DAY) this.report('P4', `${count} requests in a day about a token that was turned down`);
  }

  answered(process: AppProcess, lineage: Lineage | undefined, isBareNo: boolean): void {
    if (lineage === undefined) return;
    if (isBareNo) {
      this.#heard.set(lineage, (this.#heard.get(lineage) ?? 0) + 1);
      this.#counts.set(lineage, (this.#counts.get(lineage) ?? 0) + 1);
      this.#last = { process, lineage, at: this.facts.now };
    } else this.#forget(lineage);
  }

  /** It has worked, or NERD itself has refused it. */
  #forget(lineage: Lineage): void {
    this.#heard.delete(lineage);
    this.#counts.delete(lineage);
    this.#asked = this.#asked.filter((each) => each.lineage !== lineage);
  }

  /** Whether the app may show this as rejected, from an earlier run too. */
  mayBeShown(lineage: Lineage | undefined): boolean {
    return lineage !== undefined && (this.#heard.get(lineage) ?? 0) >= SHOWN_AT;
  }

  /** Nobody can remember what came in the very moment of the crash. */
  ended(process: AppProcess): void {
    const last = this.#last;
    if (last?.process !== process || last.at !== this.facts.now) return;
    this.#counts.set(last.lineage, (this.#counts.get(last.lineage) ?? 1) - 1);
  }
}
