import type { AppProcess } from '../world/process.ts';
import type { TokenFamily } from '../world/server.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../world/units.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Facts } from './facts.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

/** The spans in which the app ran with this session on a machine that was awake, so that it could have warned. */
interface WarnableSpan {
  readonly family: TokenFamily;
  readonly fromAt: number;
  toAt: number;
}

/** How late the app looks again where a wake is not told and timers stand still in sleep. */
const LONG_ENOUGH = 6 * MINUTE;

/** P3: by its end, a warning of the week must have been seen. */
export class ExpiryWarnings {
  readonly #unwantedFor = new Set<TokenFamily>();
  readonly #warnings: { readonly family: TokenFamily; readonly at: number; readonly atWork: boolean }[] = [];
  readonly #spans: WarnableSpan[] = [];
  /** The last use of each token that the app knows of. */
  readonly #lastKnownUse = new Map<TokenFamily, number>();
  readonly #checked = new Set<TokenFamily>();

  constructor(
    private readonly facts: Facts,
    private readonly report: ReportBroken,
  ) {}

  used(family: TokenFamily | undefined): void {
    if (family !== undefined) this.#lastKnownUse.set(family, this.facts.now);
  }

  /** The token of which the user wants no warnings. */
  unwantedBy(process: AppProcess): void {
    const family = this.#familyOf(process);
    if (family !== undefined) this.#unwantedFor.add(family);
  }

  warned(process: AppProcess): void {
    const family = this.#familyOf(process);
    if (family === undefined) return;
    const { now, conditions } = this.facts;
    if (conditions.credentialKind === 'keyPair') this.report('P3', 'a warning of a week, and a key pair has none');
    this.#warnings.push({ family, at: now, atWork: isWorkingTime(now, conditions.zone) });
  }

  /** Takes note after each step whether the app can warn, and checks whether a week has ended. */
  check(process: AppProcess | undefined): void {
    const { now, machine, server } = this.facts;
    const family = process === undefined || machine.state !== 'on' ? undefined : this.#warnableFamily(process);
    const last = this.#spans.at(-1);
    if (last?.toAt === Infinity && last.family !== family) last.toAt = now;
    if (family === undefined) return;
    if (last?.toAt !== Infinity) this.#spans.push({ family, fromAt: now, toAt: Infinity });
    if (this.#checked.has(family) || now < server.expiresAt(family)) return;
    this.#checked.add(family);
    if (!family.revoked) this.#checkWarned(family, server.expiresAt(family));
  }

  #checkWarned(family: TokenFamily, endAt: number): void {
    const { conditions, troubles } = this.facts;
    if (this.#unwantedFor.has(family) || (!conditions.sendsDateHeader && troubles.wrongClockUntil > -Infinity)) return;
    const knownUse = this.#lastKnownUse.get(family) ?? family.usedAt;
    const knownToSlide = conditions.weekSlides && knownUse > family.issuedAt + WEEK;
    // Until a fixed week has passed, that is when it may end.
    const credibleAt = knownToSlide ? knownUse + WEEK : family.issuedAt + WEEK;
    const warnFromAt = movedIntoWorkingTime(credibleAt - 2 * DAY, conditions.zone);
    const slackMs = conditions.clockIsSetWrong ? 7 * HOUR : 0;
    const since = knownToSlide ? knownUse : family.issuedAt;
    const warnings = this.#warnings.filter((each) => each.family === family && each.at >= since && each.at < endAt);
    if (warnings.length === 0 && this.#couldWarn(family, warnFromAt + slackMs, endAt)) {
      this.report('P3', 'the week ended, and no warning had come');
    }
    const wasRunningThen = this.#spans.some(
      (each) => each.family === family && each.fromAt < warnFromAt && each.toAt > warnFromAt + LONG_ENOUGH,
    );
    const atWork = warnings.some((warning) => warning.atWork);
    if (wasRunningThen && warnFromAt > since && slackMs === 0 && !atWork) {
      this.report('P3', 'the week ended, and no warning had come in working hours');
    }
  }

  #couldWarn(family: TokenFamily, fromAt: number, toAt: number): boolean {
    return this.#spans.some(
      (each) => each.family === family && Math.min(each.toAt, toAt) - Math.max(each.fromAt, fromAt) > LONG_ENOUGH,
    );
  }

  /** Once NERD has refused, the user knows. */
  #warnableFamily(process: AppProcess): TokenFamily | undefined {
    return process.service.state.session.kind === 'rejected' ? undefined : this.#familyOf(process);
  }

  #familyOf(process: AppProcess): TokenFamily | undefined {
    const refreshToken = credentialIdentifier(process.service.session);
    return refreshToken === undefined ? undefined : this.facts.server.familyOf(refreshToken);
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
function movedIntoWorkingTime(at: number, zone: string): number {
  if (isWorkingTime(at, zone)) return at;
  const quarter = 15 * MINUTE;
  let back = Math.floor(at / quarter) * quarter;
  while (!isWorkingTime(back - quarter, zone)) back -= quarter;
  return back - HOUR;
}
