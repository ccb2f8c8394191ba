import type { CredentialSecret } from '../../../main/ports/credentials.ts';
import { Random, subSeed } from './random.ts';
import { DAY, HOUR, MINUTE } from './units.ts';

/** Each seed has weeks without end; the same name is the same week. */
export interface WeekId {
  readonly seed: number;
  readonly week: number;
}

/** Gives the seed of a week. */
export function weekSeed({ seed, week }: WeekId): number {
  return subSeed(seed, week);
}

/** How long the server's access tokens live, and what it tells of that. */
export interface TokenPolicy {
  /** hour: 60 min from the asking · onTheHour: until the next full hour · same: one for all who ask, until it ends. */
  readonly expiryRule: 'hour' | 'onTheHour' | 'short' | 'long' | 'same';
  readonly lifetimeMs: number;
  readonly expiryStatedBy: 'exp' | 'expiresIn' | 'nothing';
}

/** What holds for the whole of a world; events are what happens in it. */
export interface Conditions {
  readonly seed: number;
  readonly startAt: number;
  readonly zone: string;
  readonly tokens: TokenPolicy;
  /** Each answer has a new refresh token; the old one is valid until the new one is used. */
  readonly rotatesRefreshTokens: boolean;
  readonly weekSlides: boolean;
  readonly sendsDateHeader: boolean;
  /** Its JWTs say when they were issued (`iat`). */
  readonly statesIssuedAt: boolean;
  readonly latencyMs: number;
  /** Timers stand still during sleep, as on Linux; else those that came due fire on waking. */
  readonly timersPauseInSleep: boolean;
  /** This installation's number for its jitter, from 0 to 1. */
  readonly jitterSeed: number;
  /** How much goes wrong: 0 nothing, 1 now and then, 2 all the time. */
  readonly faultLevel: 0 | 1 | 2;
  /** True if the clock is set wrong now and then. */
  readonly clockIsSetWrong: boolean;
  /** A session from before this week; undefined: the user connects first. */
  readonly storedSession: { readonly enteredAgoMs: number; readonly usedAgoMs: number } | undefined;
  /** What the user signs in with. A key pair has no week, and nothing is rotated. */
  readonly credentialKind: 'refreshToken' | 'keyPair';
  /** How likely the user renews when warned, else only once NERD has refused. */
  readonly diligence: number;
}

const TOKEN_POLICIES: readonly [TokenPolicy, ...TokenPolicy[]] = [
  { expiryRule: 'onTheHour', lifetimeMs: HOUR, expiryStatedBy: 'exp' },
  { expiryRule: 'onTheHour', lifetimeMs: HOUR, expiryStatedBy: 'exp' },
  { expiryRule: 'onTheHour', lifetimeMs: HOUR, expiryStatedBy: 'expiresIn' },
  { expiryRule: 'onTheHour', lifetimeMs: HOUR, expiryStatedBy: 'nothing' },
  { expiryRule: 'hour', lifetimeMs: HOUR, expiryStatedBy: 'exp' },
  { expiryRule: 'hour', lifetimeMs: HOUR, expiryStatedBy: 'exp' },
  { expiryRule: 'hour', lifetimeMs: HOUR, expiryStatedBy: 'expiresIn' },
  { expiryRule: 'hour', lifetimeMs: HOUR, expiryStatedBy: 'nothing' },
  { expiryRule: 'same', lifetimeMs: HOUR, expiryStatedBy: 'exp' },
  { expiryRule: 'long', lifetimeMs: 8 * HOUR, expiryStatedBy: 'exp' },
  { expiryRule: 'short', lifetimeMs: 2 * MINUTE, expiryStatedBy: 'exp' },
  { expiryRule: 'short', lifetimeMs: 9 * MINUTE, expiryStatedBy: 'expiresIn' },
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
  const weekSlides = random.chance(0.4);
  const enteredAgoMs = random.int(0, weekSlides ? 20 * DAY : 6.9 * DAY);
  const usedAgoMs = random.chance(0.7) ? random.int(0, 14 * HOUR) : random.int(0, 6.8 * DAY);
  const all: Omit<Conditions, 'credentialKind' | 'statesIssuedAt'> = {
    seed,
    // Any hour of two years, so that weeks with a change of the clocks are among them.
    startAt: Date.UTC(2026, 0, 1) + random.int(0, 2 * 365 * 24) * HOUR + random.int(0, HOUR),
    zone: random.pick(ZONES),
    tokens: random.pick(TOKEN_POLICIES),
    rotatesRefreshTokens: random.chance(0.4),
    weekSlides,
    sendsDateHeader: random.chance(0.8),
    latencyMs: random.int(40, 900),
    timersPauseInSleep: random.chance(0.5),
    jitterSeed: random.next(),
    faultLevel: random.pick([0, 1, 1, 2]),
    clockIsSetWrong: random.chance(0.35),
    storedSession: random.chance(0.75) ? { enteredAgoMs, usedAgoMs: Math.min(usedAgoMs, enteredAgoMs) } : undefined,
    diligence: random.pick([0, 0.5, 1]),
  };
  const credentialKind = random.chance(0.25) ? 'keyPair' : 'refreshToken';
  const statesIssuedAt = all.tokens.expiryStatedBy === 'exp' && random.chance(0.7);
  return {
    ...all,
    credentialKind,
    statesIssuedAt,
    rotatesRefreshTokens: all.rotatesRefreshTokens && credentialKind === 'refreshToken',
  };
}

/** Gives what is entered: the server knows a refresh token by itself, and a key pair by its Client ID. */
export function secretFor(kind: Conditions['credentialKind'], identifier: string): CredentialSecret {
  return kind === 'keyPair'
    ? { kind: 'keyPair', clientId: identifier, privateKey: 'private-key' }
    : { kind: 'refreshToken', refreshToken: identifier };
}
