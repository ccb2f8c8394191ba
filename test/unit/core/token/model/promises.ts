import { HOUR_MS, SECOND_MS } from '../../../../../main/core/time/time.ts';
import { answers, type Recorded, type Taken } from './walk.ts';

/** Each names what is wrong with the walk, or gives nothing. They know of no rule of the core but those written here. */
type Kept = (walk: readonly Recorded[]) => string | undefined;

const DEMO = 'demo';

function steps(walk: readonly Recorded[]): Taken[] {
  return walk.filter((taken) => taken !== 'restart');
}

/** The first step of which `wrong` says something. */
function firstWrong(walk: readonly Recorded[], wrong: (taken: Taken) => string | undefined): string | undefined {
  for (const taken of steps(walk)) {
    const words = wrong(taken);
    if (words !== undefined) return `${words}, at ${taken.event.kind}`;
  }
  return undefined;
}

/** When requests to NERD began; the demo account's server is another one. */
function requestTimes(walk: readonly Recorded[], own: boolean): number[] {
  return steps(walk).flatMap(({ step, at }) =>
    step.effects
      .filter(({ background: isOwn, requestInFlight: flight }) => isOwn === own && flight.id !== DEMO)
      .map(() => at),
  );
}

/** There is one request at a time. */
export const oneRequestAtATime: Kept = (walk) =>
  firstWrong(walk, ({ open, event, step }) => {
    if (step.effects.length > 1) return 'two requests in one step';
    const isStillOpen = open !== undefined && !answers(event, open);
    return step.effects.length > 0 && isStillOpen ? 'a request beside an open one' : undefined;
  });

/** The app makes at most twenty background requests in any hour. */
export const atMostTwentyOfItsOwnInAnyHour: Kept = (walk) => {
  const times = requestTimes(walk, true);
  const at = times.find((time, index) => (times[index + 20] ?? Infinity) - time < HOUR_MS);
  return at === undefined ? undefined : `21 requests in the hour from ${at}`;
};

/** Clicks make at most one request in five seconds. */
export const clicksAtMostOnceInFiveSeconds: Kept = (walk) => {
  const times = requestTimes(walk, false);
  const at = times.find((time, index) => (times[index + 1] ?? Infinity) - time < 5 * SECOND_MS);
  return at === undefined ? undefined : `two requests on clicks within 5 s, from ${at}`;
};

/** A request counts as asked for only if somebody asked since the last such one. */
export const onlyAskedForOnAClick: Kept = (walk) => {
  let asked = false;
  for (const taken of walk) {
    if (taken === 'restart') {
      asked = false;
      continue;
    }
    asked ||= taken.event.kind === 'refreshWanted' || taken.event.kind === 'candidateEntered';
    if (!taken.step.effects.some(({ background: own }) => !own)) continue;
    if (!asked) return `a request nobody asked for, at ${taken.event.kind}`;
    asked = false;
  }
  return undefined;
};

/** No request comes before the time that Retry-After has named. */
export const neverBeforeRetryAfter: Kept = (walk) => {
  let until = -Infinity;
  return firstWrong(walk, ({ event, at, step }) => {
    const failure =
      event.kind === 'candidateFailed'
        ? event.failure
        : event.kind === 'answered' && !event.answer.ok && event.answer.failure;
    if (failure && failure.retryAfterMs !== undefined) until = at + failure.retryAfterMs;
    const asks = step.effects.some(({ requestInFlight: flight }) => flight.id !== DEMO);
    return asks && at < until
      ? `a request ${until - at} ms before the end of the pause that NERD asked for`
      : undefined;
  });
};

/** While it is paused only clicks ask. */
export const nothingOfItsOwnWhilePaused: Kept = (walk) => {
  let until = -Infinity;
  for (const taken of walk) {
    if (taken === 'restart') {
      until = -Infinity;
      continue;
    }
    const { event, at, step } = taken;
    if (event.kind === 'paused') until = event.untilAt ?? Infinity;
    if (event.kind === 'resumed' || at >= until) until = -Infinity;
    if (at < until && step.effects.some(({ background: own }) => own))
      return `a request while paused, at ${event.kind}`;
  }
  return undefined;
};

/** A session ends only if it is forgotten, or the keychain is empty. */
export const signedOutOnlyByForgettingOrAnEmptyKeychain: Kept = (walk) =>
  firstWrong(walk, ({ before, event, step }) => {
    const isEmpty = event.kind === 'keychainRead' && event.credential === undefined;
    const mayEnd = event.kind === 'forgotten' || isEmpty;
    const { session, credential } = step.state;
    if ((session.kind === 'signedOut') !== (credential === undefined)) return 'a session without a credential';
    return session.kind === 'signedOut' && before.session.kind !== 'signedOut' && !mayEnd ? 'signed out' : undefined;
  });

/**
 * A session is rejected only by a refusal of its own credential. Once it was, a request that a person asked for and that
 * fails of something else leaves it rejected.
 */
export const rejectedOnlyByItsOwnRefusal: Kept = (walk) => {
  let wasShown = false;
  return firstWrong(walk, ({ before, event, step }) => {
    if (step.state.credential?.id !== before.credential?.id) wasShown = false;
    const isItsAnswer = event.kind === 'answered' && event.id === before.credential?.id;
    if (isItsAnswer && event.answer.ok) wasShown = false;
    const isRefused = isItsAnswer && !event.answer.ok && event.answer.failure.kind === 'refused';
    const became = step.state.session.kind === 'rejected' && before.session.kind !== 'rejected';
    if (!became) return undefined;
    if (!isRefused && !wasShown) return 'rejected without a rejection';
    wasShown = true;
    return undefined;
  });
};

/** NERD's own refusal ends a session; without NERD's error, one is asked again twice before it is shown. */
export const rejectedByBareRefusalsOnlyAfterTheThird: Kept = (walk) => {
  let bareRefusals = 0;
  for (const taken of walk) {
    if (taken === 'restart') {
      bareRefusals = 0;
      continue;
    }
    const { before, event, step } = taken;
    const credential = step.state.credential?.id;
    if (credential !== before.credential?.id) bareRefusals = 0;
    // The answer for another credential says nothing of this one.
    if (event.kind !== 'answered' || event.id !== before.credential?.id) continue;
    if (event.answer.ok) bareRefusals = 0;
    if (event.answer.ok || event.answer.failure.bare !== true) continue;
    bareRefusals += 1;
    const became = step.state.session.kind === 'rejected' && before.session.kind !== 'rejected';
    if (became && bareRefusals < 3) return `rejected after ${bareRefusals} bare refusals`;
  }
  return undefined;
};

/** After a refusal by NERD itself no background request is made. */
export const refusedByNerdItselfIsNeverAskedAboutInTheBackground: Kept = (walk) =>
  firstWrong(walk, ({ before, step }) => {
    const isEnded = before.session.kind === 'rejected' && before.session.bare === undefined;
    const asks = step.effects.some(({ background, requestInFlight }) => {
      return background && requestInFlight.of === 'session' && step.state.credential?.id === before.credential?.id;
    });
    return isEnded && asks ? 'asked about a credential that NERD has ended' : undefined;
  });

/** An access token that is still valid is kept. */
export const goodTokensAreKept: Kept = (walk) =>
  firstWrong(walk, ({ before, event, at, step }) => {
    if (before.session.kind === 'signedOut' || before.session.held === undefined) return undefined;
    const { held } = before.session;
    const after = step.state.session.kind === 'signedOut' ? undefined : step.state.session.held;
    const isReplaced =
      event.kind === 'forgotten' ||
      event.kind === 'candidateAccepted' ||
      (event.kind === 'keychainRead' && event.credential?.id !== before.credential?.id) ||
      (event.kind === 'answered' && event.answer.ok && event.id === before.credential?.id);
    return held.expiresAt > at && after !== held && !isReplaced ? 'a good token was dropped' : undefined;
  });
