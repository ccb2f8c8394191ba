import type { Conditions } from './conditions.ts';
import { grantReply, oddityOf, type Grant } from './grants.ts';
import type { OddGrant, ServerTrouble } from './happenings.ts';
import { Random, subSeed } from './random.ts';
import { isReply, refused, REPLIES, type Given } from './replies.ts';
import type { Tally } from './tally.ts';
import { HOUR, MINUTE, SECOND, WEEK } from './units.ts';

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
  trouble: { readonly how: ServerTrouble; readonly fromAt: number; readonly untilAt: number } | undefined;
  /** The next request is refused for no reason. */
  refusesOnce = false;
  readonly #byToken = new Map<string, Lineage>();
  readonly #endOf = new Map<string, number>();
  /** The last access token that a process has got: only that process can know it again. */
  #delivered: { readonly asker: object; readonly lineage: Lineage; readonly accessToken: string } | undefined;
  readonly #random: Random;
  #sharedEndAt = 0;
  #count = 0;

  constructor(
    private readonly conditions: Conditions,
    private readonly tally: Tally,
  ) {
    this.#random = new Random(subSeed(conditions.seed, 8));
  }

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

  /** Whether a token that is given now comes with an end that can be believed. */
  statesEnd(at: number): boolean {
    const { says } = this.conditions.tokens;
    return says !== 'nothing' && this.#oddAt(at) !== 'farEnd';
  }

  /** When a token that is asked for now would end: the most that it can give. */
  bestEndAt(at: number): number {
    const { ends, lifeMs } = this.conditions.tokens;
    if (ends === 'onTheHour') return (Math.floor(at / HOUR) + 1) * HOUR;
    const wholeSecond = Math.floor(at / SECOND) * SECOND;
    if (ends === 'same' && this.#sharedEndAt > at) return this.#sharedEndAt;
    return wholeSecond + lifeMs;
  }

  /** A process has got a token. */
  delivered(asker: object, refreshToken: string, accessToken: string): void {
    const lineage = this.#byToken.get(refreshToken);
    if (lineage !== undefined) this.#delivered = { asker, lineage, accessToken };
  }

  /** A process may have dropped the token that it had got. */
  dropped(): void {
    this.#delivered = undefined;
  }

  answer(asker: object, refreshToken: string, at: number): Given {
    const how = this.troubleAt(at);
    if (how !== undefined && isReply(how)) {
      this.tally.note(how);
      return REPLIES[how](this.#random, at, (this.trouble?.untilAt ?? at) - at);
    }
    const lineage = this.#byToken.get(refreshToken);
    if (this.refusesOnce || lineage === undefined || !this.takes(refreshToken, at)) {
      if (this.refusesOnce) this.tally.note('refusedOnce');
      this.refusesOnce = false;
      return refused(at);
    }
    return this.#grant(asker, lineage, refreshToken, at);
  }

  #grant(asker: object, lineage: Lineage, refreshToken: string, at: number): Given {
    const { rotates, tokens } = this.conditions;
    lineage.usedAt = at;
    if (refreshToken === lineage.next) {
      lineage.current = refreshToken;
      lineage.next = undefined;
    }
    if (rotates) {
      lineage.next = `${lineage.name}.${(lineage.rotations += 1)}`;
      this.#byToken.set(lineage.next, lineage);
    }
    const odd = this.#oddAt(at);
    const again = odd === 'issuedAgain' ? this.#alive(asker, lineage, at) : undefined;
    if (odd !== undefined && (odd !== 'issuedAgain' || again !== undefined)) this.tally.note(odd);
    const bestEndAt = this.bestEndAt(at);
    if (odd !== 'worseToken' && again === undefined) this.#sharedEndAt = bestEndAt;
    const grant: Grant = {
      at,
      jti: String((this.#count += 1)),
      expiresAt: odd === 'worseToken' ? this.#worseEndAt(at) : again === undefined ? bestEndAt : this.endOf(again),
      // A token that is issued again is said to live from now on.
      lifeMs: again === undefined ? undefined : tokens.lifeMs,
      again,
      refreshToken: rotates ? lineage.next : undefined,
      odd,
      oddSince: this.trouble?.fromAt ?? at,
    };
    const { accessToken, given } = grantReply(this.conditions, grant, this.#random);
    this.#endOf.set(accessToken, grant.expiresAt);
    return given;
  }

  #oddAt(at: number): OddGrant | undefined {
    const how = this.troubleAt(at);
    return how === undefined ? undefined : oddityOf(this.conditions, how);
  }

  #worseEndAt(at: number): number {
    const fromNowMs = this.#random.pick([-MINUTE, -1 * SECOND, 40 * SECOND, 3 * MINUTE]);
    return Math.min(Math.floor((at + fromNowMs) / SECOND) * SECOND, this.bestEndAt(at));
  }

  #alive(asker: object, lineage: Lineage, at: number): string | undefined {
    const last = this.#delivered;
    if (last?.asker !== asker || last.lineage !== lineage || this.endOf(last.accessToken) <= at) return undefined;
    return last.accessToken;
  }
}
