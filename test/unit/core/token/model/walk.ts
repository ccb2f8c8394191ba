import { nextDeadline } from '../../../../../main/core/token/scheduler.ts';
import type { Environment, Step, TokenEvent } from '../../../../../main/core/token/events.ts';
import type { GrantedAnswer, TokenAnswer } from '../../../../../main/core/token/answer.ts';
import {
  validToken,
  INITIAL_STATE,
  type RequestInFlight,
  type PastRequests,
  type TokenState,
} from '../../../../../main/core/token/state.ts';
import { HOUR_MS } from '../../../../../main/core/time/time.ts';
import { transition } from '../../../../../main/core/token/transition.ts';
import { TEN } from '../../../../support/core/run.ts';
import { grantedUntil } from '../../../../support/core/tokens.ts';
import { factsOf, type Happening, type Moment, type Said } from './happenings.ts';

/** One event with all that belongs to it. `open` is the request that NERD had not answered before. */
export interface Taken {
  readonly before: TokenState;
  readonly event: TokenEvent;
  readonly at: number;
  readonly around: Environment;
  readonly open: RequestInFlight | undefined;
  readonly step: Step;
}

/** The app's process ends: what is in memory is gone. */
export type Recorded = Taken | 'restart';

/** Deadlines are followed at most this often: a hot loop shows by reaching it. */
const MOST_STEPS = 20_000;

/** Walks the state machine through a story, as the service would run it, and keeps what happened. */
export class Walk {
  readonly taken: Recorded[] = [];
  state: TokenState = INITIAL_STATE;
  now = TEN;
  /** What has been asked of NERD and not been answered, whatever the state says. */
  open: RequestInFlight | undefined;
  #around: Environment = { random: 0.5, online: true };

  constructor(spread = 0.5) {
    this.state = { ...INITIAL_STATE, jitterSeed: spread };
  }

  go(moments: readonly Moment[]): this {
    for (const { happening, chance, online } of moments) {
      this.#around = { random: chance, online };
      this.#happen(happening);
    }
    return this;
  }

  take(event: TokenEvent): void {
    const { state: before, now: at, open } = this;
    const around = this.#around;
    const step = transition(before, event, at, around);
    this.taken.push({ before, event, at, around, open, step });
    this.state = step.state;
    if (open !== undefined && answers(event, open)) this.open = undefined;
    for (const { requestInFlight: flight } of step.effects) this.open = flight;
  }

  /** Follows the deadlines for `ms`, as the service's timer does; gives how many there were. */
  live(ms: number, said: Said, answerMs: number): number {
    const endsAt = this.now + ms;
    let deadlines = 0;
    for (; deadlines < MOST_STEPS; deadlines += 1) {
      const deadline = nextDeadline(this.state, this.now) ?? Infinity;
      const answerAt = this.open === undefined ? Infinity : this.now + answerMs;
      const nextAt = Math.min(deadline, answerAt);
      if (nextAt > endsAt) break;
      this.now = Math.max(nextAt, this.now);
      this.take(answerAt <= deadline ? this.#answer(said, false) : { kind: 'timeMoved' });
    }
    this.now = Math.max(endsAt, this.now);
    return deadlines;
  }

  #happen(happening: Happening): void {
    if (happening.kind === 'passes') {
      this.now += happening.ms;
    } else if (happening.kind === 'lives') {
      this.live(happening.ms, happening.said, happening.answerMs);
    } else if (happening.kind === 'restart') {
      this.taken.push('restart');
      this.open = undefined;
      this.state = { ...INITIAL_STATE, jitterSeed: this.state.jitterSeed, ...pastOf(this.state) };
    } else {
      const event = this.#eventOf(happening);
      if (event !== undefined) this.take(event);
    }
  }

  #eventOf(happening: Exclude<Happening, { kind: 'passes' | 'lives' | 'restart' }>): TokenEvent | undefined {
    const { candidate } = this.state;
    switch (happening.kind) {
      case 'answer':
        return this.open && this.#answer(happening.said, happening.newer);
      case 'strayAnswer':
        return this.#answerFor({ of: happening.of, id: 'stranger' }, happening.said, false);
      case 'paused':
        return { kind: 'paused', untilAt: happening.ms === undefined ? undefined : this.now + happening.ms };
      case 'entered':
        return { kind: 'candidateEntered', facts: factsOf(happening.whose) };
      case 'keychainRead':
        return {
          kind: 'keychainRead',
          credential: happening.session && factsOf(happening.session),
          pendingCredential: happening.untried && factsOf(happening.untried),
        };
      case 'keychainFailed':
        return { kind: 'keychainFailed', why: happening.why };
      case 'notStored': {
        if (this.open?.of !== 'candidate') return undefined;
        const answer: GrantedAnswer = grantedUntil(TEN);
        return { kind: 'candidateNotStored', id: this.open.id, answer, why: happening.why };
      }
      case 'acceptInMemory': {
        if (candidate?.kind !== 'notStored') return undefined;
        const { facts, answer, requestedAt, why } = candidate;
        return { kind: 'candidateAccepted', facts, answer, requestedAt, storage: { kind: 'memory', why } };
      }
      case 'copied': {
        const token = validToken(this.state, this.now);
        return token && { kind: 'copied', expiresAt: token.expiresAt };
      }
      case 'timeMoved':
      case 'systemWoke':
      case 'refreshWanted':
      case 'resumed':
      case 'candidateSavedForLater':
      case 'candidateDiscarded':
      case 'stored':
      case 'forgotten':
        return { kind: happening.kind };
    }
  }

  #answer(said: Said, newer: boolean): TokenEvent {
    return this.#answerFor(this.open ?? { of: 'session', id: 'stranger' }, said, newer);
  }

  #answerFor({ of, id }: RequestInFlight, said: Said, newer: boolean): TokenEvent {
    // The demo account's demo server asks for no pause.
    const answer = this.#answerOf(
      id === 'demo' && said.kind === 'failure' ? { ...said, retryAfterMs: undefined } : said,
    );
    if (of === 'session') {
      const other = factsOf(id === 'two' ? 'one' : 'two');
      return newer && !answer.ok && answer.failure.kind === 'refused'
        ? { kind: 'answered', id, answer, newer: other }
        : { kind: 'answered', id, answer };
    }
    if (!answer.ok) return { kind: 'candidateFailed', id, failure: answer.failure };
    const { candidate } = this.state;
    // What is a candidate no more is not stored, and its answer is dropped.
    if (candidate?.facts.id !== id) return { kind: 'candidateFailed', id, failure: { kind: 'unexpected' } };
    return { kind: 'candidateAccepted', facts: candidate.facts, answer, storage: { kind: 'keychain' } };
  }

  #answerOf(said: Said): TokenAnswer {
    if (said.kind === 'failure') {
      const bare = said.failure === 'refused' && said.bare ? ({ bare: true } as const) : {};
      return { ok: false, failure: { kind: said.failure, retryAfterMs: said.retryAfterMs, ...bare } };
    }
    const endsAt = said.lifeMs === 'hour' ? (Math.floor(this.now / HOUR_MS) + 1) * HOUR_MS : this.now + said.lifeMs;
    if (said.statedBy === 'exp') return grantedUntil(Math.floor(endsAt / 1000) * 1000);
    if (said.statedBy === 'nobody') return { ok: true, accessToken: 'opaque' };
    return { ok: true, accessToken: 'opaque', expiresInMs: Math.max(endsAt - this.now, 0) };
  }
}

/** Whether the event brings the answer to this request. */
export function answers(event: TokenEvent, { of, id }: RequestInFlight): boolean {
  const answered = event.kind === 'candidateAccepted' ? event.facts.id : 'id' in event ? event.id : undefined;
  return answered === id && (event.kind === 'answered') === (of === 'session');
}

/** What the settings file keeps through a restart. */
function pastOf({ clickedAt, backgroundRequests, retryAfterAt }: TokenState): PastRequests {
  return { clickedAt, backgroundRequests, retryAfterAt };
}
