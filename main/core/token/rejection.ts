import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/time.ts';
import type { RefreshFailure } from './answer.ts';
import { CONFIRM_AFTER_MS } from './refresh-times.ts';
import type { BareRejections, Session } from './state.ts';

// How often a refusal is asked again before it is believed. NERD's own names its error and is confirmed once. A bare one
// may come from something else on the way, so it is never believed for good while the credential may still be valid.

/** After the first and the second bare refusal; the third is shown as a rejection. */
const BARE_DELAYS_MS: readonly DurationMs[] = [MINUTE_MS, 15 * MINUTE_MS];
/** After it is shown, the first background request comes after this, and each later one after the other. */
const FIRST_RECHECK_MS: DurationMs = HOUR_MS;
const RECHECK_MS: DurationMs = 6 * HOUR_MS;
/** However often the machine wakes or the network changes, in any day. */
const RECHECKS_PER_DAY = 4;
/** A credential that has no expiry is asked about for as long as NERD's longest span, from the first refusal. */
const LONGEST_DOUBT_MS: DurationMs = 7 * DAY_MS;

/** How long after bare refusal number `count` the next request comes; undefined once it is to be shown as a rejection. */
export function bareRetryDelay(count: number): DurationMs | undefined {
  return BARE_DELAYS_MS[count - 1];
}

/**
 * The session of a credential of which an earlier run has noted bare refusals: what that run had shown as a rejection is
 * shown so again, and asked about at the start as at a wake. Past its latest credible end it is asked about at a start alone.
 */
export function afterBareRun(bare: BareRejections, now: EpochMs): Session {
  if (bareRetryDelay(bare.count) !== undefined) return { ...ASKED_ANEW, bare };
  const at = limitAt(bare, now);
  const recheckAt = at <= now || at < bare.untilAt ? at : undefined;
  return { kind: 'rejected', held: undefined, bare: { ...bare, recheckAt } };
}

const ASKED_ANEW = { kind: 'refreshing', attempt: 0, rejections: 0, held: undefined } as const;

/** A session whose request may have been answered. */
export type AskingSession =
  | Extract<Session, { kind: 'refreshing' }>
  | (Extract<Session, { kind: 'rejected' }> & { readonly bare: BareRejections });

/**
 * The session after a refusal. `latestEndAt` is the latest credible end of a credential that expires: from then on a bare
 * refusal is believed.
 */
export function afterRefusal(
  session: AskingSession,
  failure: RefreshFailure,
  now: EpochMs,
  latestEndAt: EpochMs | undefined,
): Session {
  return failure.bare === true ? afterBare(session, failure, now, latestEndAt) : afterNamed(session, failure, now);
}

/** Two refusals of NERD's own in a row end the session, and one does where no access token is valid for long enough. */
function afterNamed(session: AskingSession, { errorCode }: RefreshFailure, now: EpochMs): Session {
  const { held } = session;
  const retryAt = now + CONFIRM_AFTER_MS;
  const isFirst = session.kind === 'refreshing' && session.rejections === 0;
  if (!isFirst || held === undefined || held.expiresAt <= retryAt) {
    return { kind: 'rejected', errorCode, held };
  }
  const failure: RefreshFailure = { kind: 'refused', errorCode };
  const { attempt, bare } = session;
  return { kind: 'retrying', failure, attempt: attempt + 1, rejections: 1, retryAt, held, bare };
}

function afterBare(
  session: AskingSession,
  failure: RefreshFailure,
  now: EpochMs,
  latestEndAt: EpochMs | undefined,
): Session {
  const before = session.bare;
  const count = (before?.count ?? 0) + 1;
  const untilAt = latestEndAt ?? before?.untilAt ?? now + LONGEST_DOUBT_MS;
  const bare: BareRejections = { count, untilAt, recheckedAt: before?.recheckedAt ?? [], recheckAt: undefined };
  const { held } = session;
  const delayMs = bareRetryDelay(count);
  if (session.kind === 'refreshing' && delayMs !== undefined) {
    const attempt = session.attempt + 1;
    return { kind: 'retrying', failure, attempt, rejections: 0, retryAt: now + delayMs, held, bare };
  }
  return { kind: 'rejected', held, bare: scheduled(bare, now) };
}

/** A session that was shown as rejected after bare refusals, and whose request a person may have asked for. */
type DoubtedSession = AskingSession & { readonly bare: BareRejections };

/** Whether bare refusals have had the session shown as rejected. */
export function wasShownRejected(session: AskingSession): session is DoubtedSession {
  return session.bare !== undefined && bareRetryDelay(session.bare.count) === undefined;
}

/**
 * The rejected session after a request that failed of something else: the doubt goes on as it was, and is no more often
 * asked about, whether a recheck or a person had asked.
 */
export function afterFailedRecheck({ held, bare }: DoubtedSession, now: EpochMs): Session {
  return { kind: 'rejected', held, bare: scheduled(bare, now) };
}

/** The rejected session whose recheck begins now. */
export function recheckStarted(session: Session, now: EpochMs): Session {
  if (session.kind !== 'rejected' || session.bare === undefined) return session;
  const recheckedAt = [...session.bare.recheckedAt, now].slice(-RECHECKS_PER_DAY);
  return { ...session, bare: { ...session.bare, recheckedAt, recheckAt: undefined } };
}

/** Makes the recheck due, since the machine woke or the network changed; no sooner than the limit for a day allows. */
export function recheckSoon(session: Session, now: EpochMs): Session {
  if (session.kind !== 'rejected' || session.bare?.recheckAt === undefined) return session;
  const soonestAt = Math.max(now, limitAt(session.bare, now));
  if (soonestAt >= session.bare.recheckAt || soonestAt >= session.bare.untilAt) return session;
  return { ...session, bare: { ...session.bare, recheckAt: soonestAt } };
}

function scheduled(bare: BareRejections, now: EpochMs): BareRejections {
  const delayMs = bare.recheckedAt.length === 0 ? FIRST_RECHECK_MS : RECHECK_MS;
  const at = Math.max(now + delayMs, limitAt(bare, now));
  return { ...bare, recheckAt: at < bare.untilAt ? at : undefined };
}

/** The earliest moment that keeps to the limit for a day. A recheck noted in the future was noted on a wrong clock. */
function limitAt({ recheckedAt }: BareRejections, now: EpochMs): EpochMs {
  const oldest = recheckedAt.at(-RECHECKS_PER_DAY);
  return oldest === undefined || oldest > now ? now : oldest + DAY_MS;
}
