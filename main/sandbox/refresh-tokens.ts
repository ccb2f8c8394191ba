import { randomBytes } from 'node:crypto';

import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';

/** How long a refresh token lives: from when it was issued (`fixed`), or from its last use (`sliding`). */
export interface Week {
  readonly kind: 'fixed' | 'sliding';
  readonly lifeMs: DurationMs;
}

export interface KnownRefreshToken {
  readonly token: string;
  readonly issuedAt: EpochMs;
}

/** The refresh tokens that are good, each with the moment its week counts from. */
export interface RefreshTokens {
  issue(now: EpochMs): string;
  end(token: string): void;
  /** True if the token is good now; with a sliding week it then counts from now. */
  use(token: string, now: EpochMs): boolean;
}

/** Starts with the tokens of an earlier run, so that an app started again stays connected. */
export function createRefreshTokens(week: Week, known: readonly KnownRefreshToken[]): RefreshTokens {
  const countsFrom = new Map(known.map(({ token, issuedAt }) => [token, issuedAt]));

  return {
    issue(now) {
      const token = randomBytes(32).toString('base64url');
      countsFrom.set(token, now);
      return token;
    },
    end(token) {
      countsFrom.delete(token);
    },
    use(token, now) {
      const startedAt = countsFrom.get(token);
      if (startedAt === undefined || now >= startedAt + week.lifeMs) return false;
      if (week.kind === 'sliding') countsFrom.set(token, now);
      return true;
    },
  };
}
