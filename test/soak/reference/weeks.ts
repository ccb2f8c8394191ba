import type { AppProcess } from '../world/process.ts';
import type { Lineage } from '../world/server.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../world/units.ts';
import type { Report } from './broken.ts';
import type { Facts } from './facts.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

/** The spans in which the app ran with this session on a machine that was awake, so that it could have warned. */
interface Span {
  readonly lineage: Lineage;
  readonly fromAt: number;
  toAt: number;
}

/** How late the app looks again where a wake is not told and timers stand still in sleep. */
const LONG_ENOUGH = 6 * MINUTE;

/** P3: by its end, a warning of the week must have been seen. */
export class Weeks {
  readonly #unwanted = new Set<Lineage>();
  readonly #warnings: { readonly lineage: Lineage; readonly at: number; readonly atWork: boolean }[] = [];
  readonly #spans: Span[] = [];
  /** The last use of each token that the app knows of. */
  readonly #knownUse = new Map<Lineage, number>();
  readonly #told = new Set<Lineage>();

  constructor(
    private readonly facts: Facts,
    private readonly report: Report,
  ) {}

  used(lineage: Lineage | undefined): void {
    if (lineage !== undefined) this.#knownUse.set(lineage, this.facts.now);
  }

  /** The token of which the user wants no warnings. */
  unwantedBy(process: AppProcess): void {
    const lineage = this.#lineageOf(process);
    if (lineage !== undefined) this.#unwanted.add(lineage);
  }

  warned(process: AppProcess): void {
    const lineage = this.#lineageOf(process);
    if (lineage === undefined) return;
    const { now, conditions } = this.facts;
    if (conditions.signsIn === 'keyPair') this.report('P3', 'a warning of a week, and a key pair has none');
    this.#warnings.push({ lineage, at: now, atWork: isWorkingTime(now, conditions.zone) });
  }

  /** Takes note after each step whether the app can warn, and checks whether a week has ended. */
  check(process: AppProcess | undefined): void {
    const { now, machine, server } = this.facts;
    const lineage = process === undefined || machine.state !== 'on' ? undefined : this.#warnable(process);
    const last = this.#spans.at(-1);
    if (last?.toAt === Infinity && last.lineage !== lineage) last.toAt = now;
    if (lineage === undefined) return;
    if (last?.toAt !== Infinity) this.#spans.push({ lineage, fromAt: now, toAt: Infinity });
    if (this.#told.has(lineage) || now < server.endsAt(lineage)) return;
    this.#told.add(lineage);
    if (!lineage.revoked) this.#ended(lineage, server.endsAt(lineage));
  }

  #ended(lineage: Lineage, endAt: number): void {
    const { conditions, troubles } = this.facts;
    if (this.#unwanted.has(lineage) || (!conditions.sendsDate && troubles.clockUntil > -Infinity)) return;
    const knownUse = this.#knownUse.get(lineage) ?? lineage.usedAt;
    const knownToSlide = conditions.slides && knownUse > lineage.shownAt + WEEK;
    // Until a fixed week has passed, that is when it may end.
    const credibleAt = knownToSlide ? knownUse + WEEK : lineage.shownAt + WEEK;
    const warnFromAt = intoWorkingTime(credibleAt - 2 * DAY, conditions.zone);
    const slackMs = conditions.clockTrouble ? 7 * HOUR : 0;
    const since = knownToSlide ? knownUse : lineage.shownAt;
    const warnings = this.#warnings.filter((each) => each.lineage === lineage && each.at >= since && each.at < endAt);
    if (warnings.length === 0 && this.#couldWarn(lineage, warnFromAt + slackMs, endAt)) {
      this.report('P3', 'the week ended, and no warning had come');
    }
    const wasThere = this.#spans.some(
      (each) => each.lineage === lineage && each.fromAt < warnFromAt && each.toAt > warnFromAt + LONG_ENOUGH,
    );
    const atWork = warnings.some((warning) => warning.atWork);
    if (wasThere && warnFromAt > since && slackMs === 0 && !atWork) {
      this.report('P3', 'the week ended, and no warning had come in working hours');
    }
  }

  #couldWarn(lineage: Lineage, fromAt: number, toAt: number): boolean {
    return this.#spans.some(
      (each) => each.lineage === lineage && Math.min(each.toAt, toAt) - Math.max(each.fromAt, fromAt) > LONG_ENOUGH,
    );
  }

  /** Once NERD has refused, the user knows. */
  #warnable(process: AppProcess): Lineage | undefined {
    return process.service.state.session.kind === 'rejected' ? undefined : this.#lineageOf(process);
  }

  #lineageOf(process: AppProcess): Lineage | undefined {
    const refreshToken = credentialIdentifier(process.service.session);
    return refreshToken === undefined ? undefined : this.facts.server.lineageOf(refreshToken);
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function weekdayAndHour(at: number, zone: string): { weekday: string; hour: number } {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
    formats.set(zone, format);
  }
  const parts = format.formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return { weekday: of('weekday'), hour: Number(of('hour')) };
}

function isWorkingTime(at: number, zone: string): boolean {
  const { weekday, hour } = weekdayAndHour(at, zone);
  return weekday !== 'Sat' && weekday !== 'Sun' && hour >= 9 && hour < 17;
}

/** Gives the moment itself, or an hour before the last working hours before it end, to a quarter of an hour. */
function intoWorkingTime(at: number, zone: string): number {
  if (isWorkingTime(at, zone)) return at;
  const quarter = 15 * MINUTE;
  let back = Math.floor(at / quarter) * quarter;
  while (!isWorkingTime(back - quarter, zone)) back -= quarter;
  return back - HOUR;
}
