import type { AppProcess } from '../world/process.ts';
import type { TokenFamily } from '../world/server.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../world/units.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Facts } from './facts.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

/** A time in which the app ran with this session on a machine that was awake, so that it could have warned. */
interface WarnableSpan {
  readonly family: TokenFamily;
  readonly fromAt: number;
  toAt: number;
}

/** How late the app may notice the time after a sleep, in ms, where timers stand still and no wake is signalled. */
const LONG_ENOUGH = 6 * MINUTE;

/** Checks P3: before a refresh token expires, the app must have warned of it, and in working hours if it could. */
export class ExpiryWarnings {
  /** The families of which the user wants no warnings. */
  readonly #unwantedFor = new Set<TokenFamily>();
  readonly #warnings: { readonly family: TokenFamily; readonly at: number; readonly atWork: boolean }[] = [];
  readonly #spans: WarnableSpan[] = [];
  /** When the app has last heard that a family was used. */
  readonly #lastKnownUse = new Map<TokenFamily, number>();
  /** The families that have expired, and have been checked. */
  readonly #checked = new Set<TokenFamily>();

  constructor(
    private readonly facts: Facts,
    private readonly report: ReportBroken,
  ) {}

  /** Takes note that the app has heard of a grant to this family. */
  used(family: TokenFamily | undefined): void {
    if (family !== undefined) this.#lastKnownUse.set(family, this.facts.now);
  }

  /** Takes note that the user wants no warnings of the session. */
  unwantedBy(process: AppProcess): void {
    const family = this.#familyOf(process);
    if (family !== undefined) this.#unwantedFor.add(family);
  }

  /** Takes note of a warning. */
  warned(process: AppProcess): void {
    const family = this.#familyOf(process);
    if (family === undefined) return;
    const { now, conditions } = this.facts;
    if (conditions.credentialKind === 'keyPair') this.report('P3', 'a warning of a week, and a key pair has none');
    this.#warnings.push({ family, at: now, atWork: isWorkingTime(now, conditions.zone) });
  }

  /** Takes note after each step whether the app can warn, and checks a session whose week has just ended. */
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
    // The app cannot know that a week slides until a fixed week has passed, so it must expect the end of that one.
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

  /** Gives the session that needs a warning. A rejected one needs none, since the user knows already. */
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

/**
 * Gives this moment, if it is in working hours. Otherwise it gives the moment one hour before the last working hours
 * before it end, to a quarter of an hour.
 */
function movedIntoWorkingTime(at: number, zone: string): number {
  if (isWorkingTime(at, zone)) return at;
  const quarter = 15 * MINUTE;
  let back = Math.floor(at / quarter) * quarter;
  while (!isWorkingTime(back - quarter, zone)) back -= quarter;
  return back - HOUR;
}
