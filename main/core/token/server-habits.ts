import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import type { ServerHabits } from './state.ts';
import { HOUR_MS, MINUTE_MS } from '../time/time.ts';

/** Nearer to an hour than this, a token that lives an hour ends on the hour as well, and shows nothing. */
const NEAR_THE_HOUR_MS: DurationMs = 2 * MINUTE_MS;
/** Tokens that always live under this are fetched when copied: ahead, they would mostly be fetched for nobody. */
const SHORT_LIFE_MS: DurationMs = 10 * MINUTE_MS;
const HOUR_PROOF = 2;
const SHORT_PROOF = 3;

/** What a token adds to the evidence. `expiresAt` undefined: the server stated no end, which shows nothing. */
export function observe(evidence: ServerHabits, expiresAt: EpochMs | undefined, now: EpochMs): ServerHabits {
  if (expiresAt === undefined) return evidence;
  const sinceHourMs = now % HOUR_MS;
  const nearTheHour = Math.min(sinceHourMs, HOUR_MS - sinceHourMs) < NEAR_THE_HOUR_MS;
  const onTheHour = expiresAt % HOUR_MS === 0;
  return {
    onTheHour: onTheHour ? evidence.onTheHour + (nearTheHour ? 0 : 1) : 0,
    shortLives: expiresAt - now < SHORT_LIFE_MS ? evidence.shortLives + 1 : 0,
  };
}

/** Tokens have proved to end on the hour, whenever they are fetched. */
export function endsOnTheHour({ onTheHour }: ServerHabits): boolean {
  return onTheHour >= HOUR_PROOF;
}

/** Tokens have proved to live under ten minutes, and not because an hour was ending. */
export function livesShortly(evidence: ServerHabits): boolean {
  return evidence.shortLives >= SHORT_PROOF && !endsOnTheHour(evidence);
}
