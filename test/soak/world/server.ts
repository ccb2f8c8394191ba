import type { Conditions } from './conditions.ts';
import { grantReply, oddityOf, type TokenGrant } from './grants.ts';
import type { GrantOddity, ServerTrouble } from './happening-kinds.ts';
import { Random, subSeed } from './random.ts';
import { hasTroubleReply, refusal, TROUBLE_REPLIES, type InterpretedReply } from './replies.ts';
import type { FaultCounter } from './fault-counter.ts';
import { HOUR, MINUTE, SECOND, WEEK } from './units.ts';

/**
 * A refresh token that was issued to a person, with all that the server has rotated it to since; or the Client ID of
 * a key pair.
 */
export interface TokenFamily {
  readonly name: string;
  /** The refresh token that is valid. `next` is valid too, and voids this one once it is used. */
  current: string;
  next: string | undefined;
  /** When the person got the first one from NERD. */
  readonly issuedAt: number;
  /** When one of them was used last. A sliding week starts here. */
  usedAt: number;
  /** Whether NERD has ended it before its time. */
  revoked: boolean;
  /** How many refresh tokens have been rotated to. */
  rotations: number;
}

/** Simulates NERD, which knows the true time and all tokens that it has issued. */
export class Server {
  trouble: { readonly how: ServerTrouble; readonly fromAt: number; readonly untilAt: number } | undefined;
  /** Whether the next request is refused without a cause. */
  refusesNextRequest = false;
  readonly #familyByToken = new Map<string, TokenFamily>();
  readonly #expiryByAccessToken = new Map<string, number>();
  /** The last access token that has reached a process. Only that process can recognize it when it is issued again. */
  #lastDelivered:
    { readonly requester: object; readonly family: TokenFamily; readonly accessToken: string } | undefined;
  readonly #random: Random;
  #sharedExpiresAt = 0;
  #issuedCount = 0;

  constructor(
    private readonly conditions: Conditions,
    private readonly faultCounter: FaultCounter,
  ) {
    this.#random = new Random(subSeed(conditions.seed, 8));
  }

  /** Issues a new refresh token to a person, as NERD does on its page. */
  issue(at: number): TokenFamily {
    const name = `grant-${(this.#issuedCount += 1)}`;
    const family = { name, current: name, next: undefined, issuedAt: at, usedAt: at, revoked: false, rotations: 0 };
    this.#familyByToken.set(name, family);
    return family;
  }

  /** Finds the family of a refresh token or Client ID; undefined if NERD never issued it. */
  familyOf(refreshToken: string): TokenFamily | undefined {
    return this.#familyByToken.get(refreshToken);
  }

  /** When the week of a refresh token is over; Infinity for a key pair. */
  expiresAt({ issuedAt, usedAt }: TokenFamily): number {
    if (this.conditions.credentialKind === 'keyPair') return Infinity;
    return (this.conditions.weekSlides ? usedAt : issuedAt) + WEEK;
  }

  /** Whether nobody can sign in with this family any more. */
  hasEnded(family: TokenFamily, at: number): boolean {
    return family.revoked || at >= this.expiresAt(family);
  }

  /** Whether a request with this refresh token would be granted. */
  accepts(refreshToken: string, at: number): boolean {
    const family = this.#familyByToken.get(refreshToken);
    return (
      family !== undefined &&
      !this.hasEnded(family, at) &&
      (family.current === refreshToken || family.next === refreshToken)
    );
  }

  /** The trouble of the server at this moment, if it has one. */
  troubleAt(at: number): ServerTrouble | undefined {
    return this.trouble !== undefined && at < this.trouble.untilAt ? this.trouble.how : undefined;
  }

  /** When an access token truly expires; -Infinity if NERD never granted it. */
  accessTokenExpiresAt(accessToken: string): number {
    return this.#expiryByAccessToken.get(accessToken) ?? -Infinity;
  }

  /** Whether a token that is granted at this moment states an expiry that can be believed. */
  statesExpiryAt(at: number): boolean {
    const { expiryStatedBy } = this.conditions.tokens;
    return expiryStatedBy !== 'nothing' && this.#oddityAt(at) !== 'farEnd';
  }

  /** When the best token that NERD could grant at this moment would expire. */
  bestExpiryAt(at: number): number {
    const { expiryRule, lifetimeMs } = this.conditions.tokens;
    if (expiryRule === 'onTheHour') return (Math.floor(at / HOUR) + 1) * HOUR;
    const wholeSecond = Math.floor(at / SECOND) * SECOND;
    if (expiryRule === 'same' && this.#sharedExpiresAt > at) return this.#sharedExpiresAt;
    return wholeSecond + lifetimeMs;
  }

  /** Takes note that a granted token has reached the process. */
  noteDelivery(requester: object, refreshToken: string, accessToken: string): void {
    const family = this.#familyByToken.get(refreshToken);
    if (family !== undefined) this.#lastDelivered = { requester, family, accessToken };
  }

  /** Takes note that the process may no longer have the token that has reached it. */
  noteDiscarded(): void {
    this.#lastDelivered = undefined;
  }

  /** Handles a request that arrives at this moment, and gives the reply. */
  answer(requester: object, refreshToken: string, at: number): InterpretedReply {
    const how = this.troubleAt(at);
    if (how !== undefined && hasTroubleReply(how)) {
      this.faultCounter.add(how);
      return TROUBLE_REPLIES[how](this.#random, at, (this.trouble?.untilAt ?? at) - at);
    }
    const family = this.#familyByToken.get(refreshToken);
    if (this.refusesNextRequest || family === undefined || !this.accepts(refreshToken, at)) {
      if (this.refusesNextRequest) this.faultCounter.add('refusedOnce');
      this.refusesNextRequest = false;
      return refusal(at);
    }
    return this.#grant(requester, family, refreshToken, at);
  }

  #grant(requester: object, family: TokenFamily, refreshToken: string, at: number): InterpretedReply {
    const { rotatesRefreshTokens, tokens } = this.conditions;
    family.usedAt = at;
    if (refreshToken === family.next) {
      family.current = refreshToken;
      family.next = undefined;
    }
    if (rotatesRefreshTokens) {
      family.next = `${family.name}.${(family.rotations += 1)}`;
      this.#familyByToken.set(family.next, family);
    }
    const oddity = this.#oddityAt(at);
    const reissuedToken = oddity === 'issuedAgain' ? this.#reissuableToken(requester, family, at) : undefined;
    if (oddity !== undefined && (oddity !== 'issuedAgain' || reissuedToken !== undefined))
      this.faultCounter.add(oddity);
    const bestExpiresAt = this.bestExpiryAt(at);
    if (oddity !== 'worseToken' && reissuedToken === undefined) this.#sharedExpiresAt = bestExpiresAt;
    const grant: TokenGrant = {
      at,
      jti: String((this.#issuedCount += 1)),
      expiresAt:
        oddity === 'worseToken'
          ? this.#worseExpiryAt(at)
          : reissuedToken === undefined
            ? bestExpiresAt
            : this.accessTokenExpiresAt(reissuedToken),
      // The reply with a token that is issued again says that its lifetime starts now.
      statedLifetimeMs: reissuedToken === undefined ? undefined : tokens.lifetimeMs,
      reissuedToken,
      refreshToken: rotatesRefreshTokens ? family.next : undefined,
      oddity,
      oddSinceAt: this.trouble?.fromAt ?? at,
    };
    const { accessToken, reply } = grantReply(this.conditions, grant, this.#random);
    this.#expiryByAccessToken.set(accessToken, grant.expiresAt);
    return reply;
  }

  #oddityAt(at: number): GrantOddity | undefined {
    const how = this.troubleAt(at);
    return how === undefined ? undefined : oddityOf(this.conditions, how);
  }

  #worseExpiryAt(at: number): number {
    const fromNowMs = this.#random.pick([-MINUTE, -1 * SECOND, 40 * SECOND, 3 * MINUTE]);
    return Math.min(Math.floor((at + fromNowMs) / SECOND) * SECOND, this.bestExpiryAt(at));
  }

  #reissuableToken(requester: object, family: TokenFamily, at: number): string | undefined {
    const last = this.#lastDelivered;
    if (last?.requester !== requester || last.family !== family || this.accessTokenExpiresAt(last.accessToken) <= at)
      return undefined;
    return last.accessToken;
  }
}
