import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { HOUR_MS, MINUTE_MS } from '../time/time.ts';

/** Nearer to an hour than this, a token that lives an hour ends on the hour as well, and shows nothing. */
const NEAR_THE_HOUR_MS: DurationMs = 2 * MINUTE_MS;
/** Tokens that always live under this are fetched when copied: ahead, they would mostly be fetched for nobody. */
const SHORT_LIFE_MS: DurationMs = 10 * MINUTE_MS;
const HOUR_PROOF = 2;
const SHORT_PROOF = 3;

/** How many tokens in a row have shown each habit of the server. */
export interface ServerHabits {
  /** Fetched well after an hour, they ended on the next one. */
  readonly onTheHour: number;
  /** They lived under ten minutes. */
  readonly shortLives: number;
}

/** Gives the habits after one more token. An undefined `expiresAt`, where the server stated no end, shows nothing. */
export function observe(habits: ServerHabits, expiresAt: EpochMs | undefined, now: EpochMs): ServerHabits {
  if (expiresAt === undefined) return habits;
  const sinceHourMs = now % HOUR_MS;
  const nearTheHour = Math.min(sinceHourMs, HOUR_MS - sinceHourMs) < NEAR_THE_HOUR_MS;
  const onTheHour = expiresAt % HOUR_MS === 0;
  return {
    onTheHour: onTheHour ? habits.onTheHour + (nearTheHour ? 0 : 1) : 0,
    shortLives: expiresAt - now < SHORT_LIFE_MS ? habits.shortLives + 1 : 0,
  };
}

/** Tokens have proved to end on the hour, whenever they are fetched. */
export function endsOnTheHour({ onTheHour }: ServerHabits): boolean {
  return onTheHour >= HOUR_PROOF;
}

/** Tokens have proved to live under ten minutes, and not because an hour was ending. */
export function livesShortly(habits: ServerHabits): boolean {
  return habits.shortLives >= SHORT_PROOF && !endsOnTheHour(habits);
}
