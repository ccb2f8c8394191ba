import type { DurationMs, EpochMs } from '../../../preload/contract/snapshot.ts';
import { SECOND_MS } from '../time/time.ts';

/**
 * What is known of the computer's own clock. True time goes on steadily: a clock that is set while a monotonic counter
 * goes on has moved alone, and NERD's answers tell the time itself.
 */
export interface ClockSkew {
  /** The computer's clock less the monotonic counter, at the last look. */
  readonly offsetMs: DurationMs;
  /** How far the computer's clock is ahead of true time, as far as that is known. */
  readonly skewMs: DurationMs;
  /** NERD has told the time in this run. */
  readonly learned: boolean;
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

export function initialSkew({ wallAt, uptimeMs }: ClockReading): ClockSkew {
  return { offsetMs: wallAt - uptimeMs, skewMs: 0, learned: false };
}

/**
 * Looks whether the computer's clock has jumped. Once NERD has told the time, a jump is the clock's own, though one
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
 * of the exchange: our own time moves only if it cannot be right.
 */
export function learnTime(
  skew: ClockSkew,
  wallAt: EpochMs,
  { dateAt, tookMs }: { readonly dateAt: EpochMs; readonly tookMs: DurationMs },
): { readonly skew: ClockSkew; readonly shiftMs: DurationMs } {
  const now = wallAt - skew.skewMs;
  const latest = dateAt + SECOND_MS + tookMs;
  const errorMs = now < dateAt ? dateAt - now : now > latest ? latest - now : 0;
  const shiftMs = Math.abs(errorMs) < AGREE_MS ? 0 : errorMs;
  return { skew: { ...skew, skewMs: skew.skewMs - shiftMs, learned: true }, shiftMs };
}
