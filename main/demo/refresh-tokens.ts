import { randomBytes } from 'node:crypto';

import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import { setBounded } from './bounded.ts';

/** Nobody tries out as many; the oldest is dropped first. */
const MOST_TOKENS = 1000;

/** How long a refresh token lives: from when it was issued (`fixed`), or from its last use (`sliding`). */
export interface RefreshTokenLife {
  readonly kind: 'fixed' | 'sliding';
  readonly lifeMs: DurationMs;
}

/** A refresh token that an earlier run has issued. */
export interface KnownRefreshToken {
  readonly token: string;
  readonly issuedAt: EpochMs;
}

/** When a refresh token that was replaced by a new one ends (RFC 6749 §6): at once, or when the new one is used. */
export type Rotation = 'atOnce' | 'onceUsed';

/** The valid refresh tokens, each with the moment from which its life counts. */
export interface RefreshTokens {
  /** Gives a new refresh token. */
  issue(now: EpochMs): string;
  /** Ends a token's life: it is refused from now on. */
  end(token: string): void;
  /** Whether the token is valid now; a sliding life then counts from now. */
  use(token: string, now: EpochMs): boolean;
  /** Gives a new token in the place of this one, and ends an earlier replacement that was not used. */
  replace(token: string, now: EpochMs, rotation: Rotation): string;
}

/** Starts with the tokens of an earlier run, so that an app that is started again stays connected. */
export function createRefreshTokens(week: RefreshTokenLife, known: readonly KnownRefreshToken[]): RefreshTokens {
  const countsFrom = new Map(known.map(({ token, issuedAt }) => [token, issuedAt]));
  /** The replacement of each token, while that has not been used yet. */
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
