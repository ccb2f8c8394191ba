import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { SECOND_MS } from '../time/time.ts';

/**
 * What is known of the computer's own clock. True time goes on steadily: a clock that is set while a monotonic counter
 * goes on has moved alone, and NERD's answers state the true time.
 */
export interface ClockSkew {
  /** The computer's clock less the monotonic counter, when both were read last. */
  readonly offsetMs: DurationMs;
  /** How far the computer's clock is ahead of true time, as far as that is known. */
  readonly skewMs: DurationMs;
  /** Whether NERD has stated the time in this run. */
  readonly learned: boolean;
  /** What an answer has told, which no second witness has confirmed. */
  readonly suspicion?: Suspicion | undefined;
}

/** Another time than ours, told by one answer. */
export interface Suspicion {
  /** The true time less the monotonic counter, if it is right. */
  readonly offsetMs: DurationMs;
  /** The monotonic counter when it was told first. */
  readonly uptimeMs: DurationMs;
}

/** What an answer states about the time. */
export interface ServerTime {
  /** When the server answered, by its own clock (`Date`), in whole seconds. */
  readonly dateAt: EpochMs;
  /** When its token was issued (`iat`), if that says so. */
  readonly issuedAt: EpochMs | undefined;
  readonly tookMs: DurationMs;
}

/** What a move of the clock means for moments that were noted before it. */
export interface ClockMove {
  /** Moments that were counted from "now" lie this much later on the new time. */
  readonly shiftMs: DurationMs;
  /** Time may have passed that the counter does not know of, as in a virtual machine that was paused. */
  readonly inDoubt: boolean;
}

/** Both clocks of the machine, read together. */
export interface ClockReading {
  /** The computer's own clock, which people and programs set. */
  readonly wallAt: EpochMs;
  /** Counts steadily, also through sleep; only differences mean anything. */
  readonly uptimeMs: DurationMs;
}

/** Under this a difference is drift, or the coarseness of a counter, and no jump. */
const JUMP_MS: DurationMs = 5 * SECOND_MS;
/** Under this a server's time and ours agree: it is given in whole seconds. */
const AGREE_MS: DurationMs = SECOND_MS;
/** Two statements of the same time differ by no more: each is in whole seconds and of some moment of a request. */
const SAME_TIME_MS: DurationMs = 5 * SECOND_MS;

/** Gives the skew before NERD has stated the time: the computer’s clock is believed. */
export function initialSkew({ wallAt, uptimeMs }: ClockReading): ClockSkew {
  return { offsetMs: wallAt - uptimeMs, skewMs: 0, learned: false };
}

/**
 * Finds out whether the computer's clock has jumped. Once NERD has stated the time, a jump is the clock's own, though one
 * forward leaves a doubt; before that, the clock is all there is, and is followed.
 */
export function noticeJump(
  skew: ClockSkew,
  { wallAt, uptimeMs }: ClockReading,
): { readonly skew: ClockSkew; readonly move: ClockMove | undefined } {
  const offsetMs = wallAt - uptimeMs;
  const jumpMs = offsetMs - skew.offsetMs;
  if (jumpMs === 0) return { skew, move: undefined };
  if (Math.abs(jumpMs) <= JUMP_MS) return { skew: { ...skew, offsetMs }, move: undefined };
  if (!skew.learned) return { skew: { ...skew, offsetMs }, move: { shiftMs: jumpMs, inDoubt: true } };
  const move = jumpMs > 0 ? { shiftMs: 0, inDoubt: true } : undefined;
  return { skew: { ...skew, offsetMs, skewMs: skew.skewMs + jumpMs }, move };
}

/**
 * Takes the time from an answer's `Date` (RFC 9110 §6.6.1), which is in whole seconds and was written at some moment
 * of the exchange: our own time moves only if it cannot be right. A cache or a proxy may have written it too, so it is
 * believed against our own time only with a witness: the token's own `iat`, the computer's clock, or a second answer.
 */
export function learnTime(
  skew: ClockSkew,
  { wallAt, uptimeMs }: ClockReading,
  { dateAt, issuedAt, tookMs }: ServerTime,
): { readonly skew: ClockSkew; readonly shiftMs: DurationMs } {
  const now = wallAt - skew.skewMs;
  const errorOf = (at: EpochMs): DurationMs => {
    const latest = dateAt + SECOND_MS + tookMs;
    return at < dateAt ? dateAt - at : at > latest ? latest - at : 0;
  };
  const shiftMs = errorOf(now);
  const known = { ...skew, learned: true, suspicion: undefined };
  if (Math.abs(shiftMs) < AGREE_MS) return { skew: known, shiftMs: 0 };
  const issued = (at: EpochMs): boolean =>
    issuedAt !== undefined && issuedAt > at - SAME_TIME_MS - tookMs && issuedAt < at + SAME_TIME_MS;
  // The token's `iat` agrees with our own time.
  if (issued(now)) return { skew: known, shiftMs: 0 };
  // It agrees with the computer's clock: that is right, as a machine's is that was paused, whatever a cache says.
  if (issued(wallAt)) return { skew: { ...known, skewMs: 0 }, shiftMs: skew.skewMs };
  if (Math.abs(errorOf(wallAt)) >= AGREE_MS && !issued(dateAt + tookMs)) {
    // No token is issued after its answer, so such a `Date` is a cache's, however often it comes.
    const isTooEarly = issuedAt !== undefined && dateAt + tookMs < issuedAt - SAME_TIME_MS;
    if (isTooEarly) return { skew, shiftMs: 0 };
    const told = { offsetMs: now + shiftMs - uptimeMs, uptimeMs };
    const witness = secondWitness(skew.suspicion, told, SAME_TIME_MS + tookMs);
    if (witness !== 'agrees') return { skew: { ...skew, suspicion: witness }, shiftMs: 0 };
  }
  return { skew: { ...known, skewMs: skew.skewMs - shiftMs }, shiftMs };
}

/**
 * Whether an answer tells the same time as the one before; else the suspicion that stands from here on. Two that come
 * closely together are one witness: a cache may have kept one `Date` for both.
 */
function secondWitness(before: Suspicion | undefined, told: Suspicion, withinMs: DurationMs): 'agrees' | Suspicion {
  if (before === undefined || Math.abs(told.offsetMs - before.offsetMs) >= withinMs) return told;
  return told.uptimeMs - before.uptimeMs >= withinMs ? 'agrees' : before;
}
