import type { CredentialSecret } from '../../../main/ports/credentials.ts';
import { Random, subSeed } from './random.ts';
import { DAY, HOUR, MINUTE } from './units.ts';

/** Names one simulated week. Each seed has as many weeks as one wants, and the same ID is always the same week. */
export interface WeekId {
  readonly seed: number;
  readonly week: number;
}

/** Gives the seed from which all random numbers of a week come. */
export function weekSeed({ seed, week }: WeekId): number {
  return subSeed(seed, week);
}

/** How long the server's access tokens live, and how it states that. */
export interface TokenPolicy {
  /**
   * hour, short and long: `lifetimeMs` from the request · onTheHour: until the next full hour · same: all requests
   * get tokens with one expiry, until it has passed.
   */
  readonly expiryRule: 'hour' | 'onTheHour' | 'short' | 'long' | 'same';
  readonly lifetimeMs: number;
  /** By the `exp` claim of a JWT, by `expires_in` in the reply, or not at all. */
  readonly expiryStatedBy: 'exp' | 'expiresIn' | 'nothing';
}

/** What holds in a world for the whole week. What happens in it at one moment is a happening. */
export interface Conditions {
  readonly seed: number;
  readonly startAt: number;
  readonly zone: string;
  readonly tokens: TokenPolicy;
  /** Whether each reply has a new refresh token. The old one is valid until the new one is used. */
  readonly rotatesRefreshTokens: boolean;
  /** Whether the week before a refresh token expires starts anew with each use. */
  readonly weekSlides: boolean;
  /** Whether NERD's replies have a `Date` header. */
  readonly sendsDateHeader: boolean;
  /** Whether its JWTs state when they were issued (`iat`). */
  readonly statesIssuedAt: boolean;
  /** How long a request and its reply take together, in ms. */
  readonly latencyMs: number;
  /** Whether timers stand still during sleep, as on Linux. Elsewhere those that came due fire on waking. */
  readonly timersPauseInSleep: boolean;
  /** The number from 0 to 1 from which this installation's jitter comes. */
  readonly jitterSeed: number;
  /** How much goes wrong: 0 nothing, 1 now and then, 2 all the time. */
  readonly faultLevel: 0 | 1 | 2;
  /** Whether the wall clock is set wrong now and then. */
  readonly clockIsSetWrong: boolean;
  /** A session from before this week. It is undefined where the user has to connect first. */
  readonly storedSession: { readonly enteredAgoMs: number; readonly usedAgoMs: number } | undefined;
  /** What the user connects with. A key pair does not expire after a week, and nothing is rotated. */
  readonly credentialKind: 'refreshToken' | 'keyPair';
  /** How likely the user renews when warned, from 0 to 1. Otherwise they renew once NERD has refused. */
  readonly diligence: number;
}

/** The policies to pick from. Those that NERD is most likely to have are listed twice. */
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

/** Gives the conditions of the week with this seed. */
export function conditionsOf(seed: number): Conditions {
  const random = new Random(subSeed(seed, 1));
  const weekSlides = random.chance(0.4);
  const enteredAgoMs = random.int(0, weekSlides ? 20 * DAY : 6.9 * DAY);
  const usedAgoMs = random.chance(0.7) ? random.int(0, 14 * HOUR) : random.int(0, 6.8 * DAY);
  const all: Omit<Conditions, 'credentialKind' | 'statesIssuedAt'> = {
    seed,
    // A week starts in any hour of two years, so that some have a change to or from daylight saving time.
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

/**
 * Gives the credential that the user enters. The server identifies a refresh token by its text, and a key pair by
 * its Client ID.
 */
export function secretFor(kind: Conditions['credentialKind'], identifier: string): CredentialSecret {
  return kind === 'keyPair'
    ? { kind: 'keyPair', clientId: identifier, privateKey: 'private-key' }
    : { kind: 'refreshToken', refreshToken: identifier };
}
