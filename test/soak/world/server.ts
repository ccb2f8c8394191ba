import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { jwtUntil } from '../../support/core/tokens.ts';
import type { Conditions } from './conditions.ts';
import type { ServerTrouble } from './happenings.ts';
import { HOUR, SECOND, WEEK } from './units.ts';

/** A refresh token that a person entered, and all that the server gave in its place; or a Client ID. */
export interface Lineage {
  readonly name: string;
  /** The one that is good; `next` is good as well, and voids it when used. */
  current: string;
  next: string | undefined;
  readonly shownAt: number;
  usedAt: number;
  revoked: boolean;
  rotations: number;
}

/** NERD as it is in this world: it knows the true time, and all its tokens. */
export class Server {
  trouble: { readonly how: ServerTrouble; readonly untilAt: number } | undefined;
  /** The next request is refused for no reason. */
  refusesOnce = false;
  readonly #byToken = new Map<string, Lineage>();
  readonly #endOf = new Map<string, number>();
  #sharedEndAt = 0;
  #count = 0;

  constructor(private readonly conditions: Conditions) {}

  /** Shows a person a new refresh token. */
  show(at: number): Lineage {
    const name = `grant-${(this.#count += 1)}`;
    const lineage = { name, current: name, next: undefined, shownAt: at, usedAt: at, revoked: false, rotations: 0 };
    this.#byToken.set(name, lineage);
    return lineage;
  }

  lineageOf(refreshToken: string): Lineage | undefined {
    return this.#byToken.get(refreshToken);
  }

  endsAt({ shownAt, usedAt }: Lineage): number {
    if (this.conditions.signsIn === 'keyPair') return Infinity;
    return (this.conditions.slides ? usedAt : shownAt) + WEEK;
  }

  isOver(lineage: Lineage, at: number): boolean {
    return lineage.revoked || at >= this.endsAt(lineage);
  }

  takes(refreshToken: string, at: number): boolean {
    const lineage = this.#byToken.get(refreshToken);
    return (
      lineage !== undefined &&
      !this.isOver(lineage, at) &&
      (lineage.current === refreshToken || lineage.next === refreshToken)
    );
  }

  troubleAt(at: number): ServerTrouble | undefined {
    return this.trouble !== undefined && at < this.trouble.untilAt ? this.trouble.how : undefined;
  }

  /** The true end of an access token that it gave. */
  endOf(accessToken: string): number {
    return this.#endOf.get(accessToken) ?? -Infinity;
  }

  /** When a token that is asked for now would end: the most that it can give. */
  bestEndAt(at: number): number {
    const { ends, lifeMs } = this.conditions.tokens;
    if (ends === 'onTheHour') return (Math.floor(at / HOUR) + 1) * HOUR;
    const wholeSecond = Math.floor(at / SECOND) * SECOND;
    if (ends === 'same' && this.#sharedEndAt > at) return this.#sharedEndAt;
    return wholeSecond + lifeMs;
  }

  answer(refreshToken: string, at: number): TokenAnswer {
    const how = this.troubleAt(at);
    if (how === 'broken') return { ok: false, failure: { kind: 'server_error' } };
    if (how === 'nonsense') return { ok: false, failure: { kind: 'malformed_response' } };
    if (how === 'blockPage') return { ok: false, failure: { kind: 'not_nerd' } };
    if (how === 'bareNo') return { ok: false, failure: { kind: 'refused', bare: true } };
    if (how === 'limited') return { ok: false, failure: { kind: 'rate_limited' } };
    if (how === 'limitedWithWait') {
      const leftMs = Math.ceil(((this.trouble?.untilAt ?? at) - at) / SECOND) * SECOND;
      const retryAfterMs = Math.min(Math.max(leftMs, SECOND), HOUR);
      return { ok: false, failure: { kind: 'rate_limited', retryAfterMs } };
    }
    if (this.refusesOnce || !this.takes(refreshToken, at)) {
      this.refusesOnce = false;
      return { ok: false, failure: { kind: 'refused' } };
    }
    return this.#grant(refreshToken, at);
  }

  #grant(refreshToken: string, at: number): TokenAnswer {
    const { rotates, sendsDate, saysIssued, tokens } = this.conditions;
    const lineage = this.#byToken.get(refreshToken);
    if (lineage === undefined) return { ok: false, failure: { kind: 'refused' } };
    lineage.usedAt = at;
    if (refreshToken === lineage.next) {
      lineage.current = refreshToken;
      lineage.next = undefined;
    }
    if (rotates) {
      lineage.next = `${lineage.name}.${(lineage.rotations += 1)}`;
      this.#byToken.set(lineage.next, lineage);
    }
    const expiresAt = this.bestEndAt(at);
    this.#sharedEndAt = expiresAt;
    const jti = String((this.#count += 1));
    const issued = saysIssued ? { iat: Math.floor(at / SECOND) } : {};
    const accessToken = tokens.says === 'exp' ? jwtUntil(expiresAt, { jti, ...issued }) : `opaque-${jti}`;
    this.#endOf.set(accessToken, expiresAt);
    return {
      ok: true,
      accessToken,
      ...(tokens.says === 'expiresIn' && { expiresInMs: Math.floor((expiresAt - at) / SECOND) * SECOND }),
      ...(rotates && { refreshToken: lineage.next }),
      ...(sendsDate && { dateAt: Math.floor(at / SECOND) * SECOND }),
    };
  }
}
