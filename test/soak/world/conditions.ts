import type { CredentialSecret } from '../../../main/ports/credentials.ts';
import { Random, subSeed } from './random.ts';
import { DAY, HOUR, MINUTE } from './units.ts';

/** Each seed has weeks without end; the same name is the same week. */
export interface WeekName {
  readonly seed: number;
  readonly week: number;
}

/** Gives the seed of a week. */
export function weekSeed({ seed, week }: WeekName): number {
  return subSeed(seed, week);
}

/** How long the server's access tokens live, and what it tells of that. */
export interface TokenShape {
  /** hour: 60 min from the asking · onTheHour: until the next full hour · same: one for all who ask, until it ends. */
  readonly ends: 'hour' | 'onTheHour' | 'short' | 'long' | 'same';
  readonly lifeMs: number;
  readonly says: 'exp' | 'expiresIn' | 'nothing';
}

/** What holds for the whole of a world; events are what happens in it. */
export interface Conditions {
  readonly seed: number;
  readonly startAt: number;
  readonly zone: string;
  readonly tokens: TokenShape;
  /** Each answer has a new refresh token; the old one is valid until the new one is used. */
  readonly rotates: boolean;
  readonly slides: boolean;
  readonly sendsDate: boolean;
  /** Its JWTs say when they were issued (`iat`). */
  readonly saysIssued: boolean;
  readonly latencyMs: number;
  /** Timers stand still during sleep, as on Linux; else those that came due fire on waking. */
  readonly timersFreeze: boolean;
  /** This installation's number for its jitter, from 0 to 1. */
  readonly spread: number;
  /** How much goes wrong: 0 nothing, 1 now and then, 2 all the time. */
  readonly weather: 0 | 1 | 2;
  /** True if the clock is set wrong now and then. */
  readonly clockTrouble: boolean;
  /** A session from before this week; undefined: the user connects first. */
  readonly stored: { readonly enteredAgoMs: number; readonly usedAgoMs: number } | undefined;
  /** What the user signs in with. A key pair has no week, and nothing is rotated. */
  readonly signsIn: 'refreshToken' | 'keyPair';
  /** How likely the user renews when warned, else only once NERD has refused. */
  readonly diligence: number;
}

const SHAPES: readonly [TokenShape, ...TokenShape[]] = [
  { ends: 'onTheHour', lifeMs: HOUR, says: 'exp' },
  { ends: 'onTheHour', lifeMs: HOUR, says: 'exp' },
  { ends: 'onTheHour', lifeMs: HOUR, says: 'expiresIn' },
  { ends: 'onTheHour', lifeMs: HOUR, says: 'nothing' },
  { ends: 'hour', lifeMs: HOUR, says: 'exp' },
  { ends: 'hour', lifeMs: HOUR, says: 'exp' },
  { ends: 'hour', lifeMs: HOUR, says: 'expiresIn' },
  { ends: 'hour', lifeMs: HOUR, says: 'nothing' },
  { ends: 'same', lifeMs: HOUR, says: 'exp' },
  { ends: 'long', lifeMs: 8 * HOUR, says: 'exp' },
  { ends: 'short', lifeMs: 2 * MINUTE, says: 'exp' },
  { ends: 'short', lifeMs: 9 * MINUTE, says: 'expiresIn' },
];

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'UTC',
] as const;

/** Gives the conditions of the world with this seed. */
export function conditionsOf(seed: number): Conditions {
  const random = new Random(subSeed(seed, 1));
  const slides = random.chance(0.4);
  const enteredAgoMs = random.int(0, slides ? 20 * DAY : 6.9 * DAY);
  const usedAgoMs = random.chance(0.7) ? random.int(0, 14 * HOUR) : random.int(0, 6.8 * DAY);
  const all: Omit<Conditions, 'signsIn' | 'saysIssued'> = {
    seed,
    // Any hour of two years, so that weeks with a change of the clocks are among them.
    startAt: Date.UTC(2026, 0, 1) + random.int(0, 2 * 365 * 24) * HOUR + random.int(0, HOUR),
    zone: random.pick(ZONES),
    tokens: random.pick(SHAPES),
    rotates: random.chance(0.4),
    slides,
    sendsDate: random.chance(0.8),
    latencyMs: random.int(40, 900),
    timersFreeze: random.chance(0.5),
    spread: random.next(),
    weather: random.pick([0, 1, 1, 2]),
    clockTrouble: random.chance(0.35),
    stored: random.chance(0.75) ? { enteredAgoMs, usedAgoMs: Math.min(usedAgoMs, enteredAgoMs) } : undefined,
    diligence: random.pick([0, 0.5, 1]),
  };
  const signsIn = random.chance(0.25) ? 'keyPair' : 'refreshToken';
  const saysIssued = all.tokens.says === 'exp' && random.chance(0.7);
  return { ...all, signsIn, saysIssued, rotates: all.rotates && signsIn === 'refreshToken' };
}

/** Gives what is entered: the server knows a refresh token by itself, and a key pair by its Client ID. */
export function secretOf(signsIn: Conditions['signsIn'], known: string): CredentialSecret {
  return signsIn === 'keyPair'
    ? { kind: 'keyPair', clientId: known, privateKey: 'private-key' }
    : { kind: 'refreshToken', refreshToken: known };
}
