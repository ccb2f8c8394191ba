import { randomBytes } from 'node:crypto';

import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import { setBounded } from './bounded.ts';

/** Far more than anybody tries out; the oldest is forgotten first. */
const MOST_TOKENS = 1000;

/** How long a refresh token lives: from when it was issued (`fixed`), or from its last use (`sliding`). */
export interface RefreshTokenLife {
  readonly kind: 'fixed' | 'sliding';
  readonly lifeMs: DurationMs;
}

export interface KnownRefreshToken {
  readonly token: string;
  readonly issuedAt: EpochMs;
}

/** When a refresh token that was replaced by a new one ends (RFC 6749 §6): at once, or when the new one is used. */
export type Rotation = 'atOnce' | 'onceUsed';

/** The refresh tokens that are good, each with the moment its week counts from. */
export interface RefreshTokens {
  issue(now: EpochMs): string;
  end(token: string): void;
  /** True if the token is good now; with a sliding week it then counts from now. */
  use(token: string, now: EpochMs): boolean;
  /** A new token in the place of this one, and of any other that was given in its place. */
  replace(token: string, now: EpochMs, rotation: Rotation): string;
}

/** Starts with the tokens of an earlier run, so that an app started again stays connected. */
export function createRefreshTokens(week: RefreshTokenLife, known: readonly KnownRefreshToken[]): RefreshTokens {
  const countsFrom = new Map(known.map(({ token, issuedAt }) => [token, issuedAt]));
  /** What was given in the place of a token and has not been used yet. */
  const unusedReplacements = new Map<string, string>();

  const issue = (now: EpochMs): string => {
    const token = randomBytes(32).toString('base64url');
    setBounded(countsFrom, token, now, MOST_TOKENS);
    return token;
  };
  const end = (token: string): void => {
    countsFrom.delete(token);
    unusedReplacements.delete(token);
  };
  const endReplacedBy = (token: string): void => {
    for (const [before, next] of unusedReplacements) if (next === token) end(before);
  };

  return {
    issue,
    end,
    use(token, now) {
      const startedAt = countsFrom.get(token);
      if (startedAt === undefined || now >= startedAt + week.lifeMs) return false;
      if (week.kind === 'sliding') countsFrom.set(token, now);
      endReplacedBy(token);
      return true;
    },
    replace(token, now, rotation) {
      const lost = unusedReplacements.get(token);
      if (lost !== undefined) end(lost);
      const next = issue(now);
      if (rotation === 'atOnce') end(token);
      else setBounded(unusedReplacements, token, next, MOST_TOKENS);
      return next;
    },
  };
}
