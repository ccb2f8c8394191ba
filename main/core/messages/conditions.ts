import type {
  DurationMs,
  EpochMs,
  ShortcutProblem,
  WarningKind,
  WeekSnapshot,
} from '../../../preload/contract/snapshot.ts';
import { COPY_PROMISE_MS } from '../token/refresh-times.ts';
import type { PasteProblem } from '../input/refresh-token-input.ts';
import { parseShortcut, shortcutWords } from '../input/shortcut.ts';
import { goodToken, type Candidate, type TokenState } from '../token/state.ts';
import { MINUTE_MS } from '../time/time.ts';
import { isWeekOver } from '../week/week.ts';
import { isTrouble, type MessageParams } from './message.ts';
import type { KeychainSystem } from './keychain.ts';
import { wordsOf, type Situation } from './messages.ts';

// Which situation it is. What is said of it stands in `words/`.

export interface MessageContext extends MessageParams {
  readonly system: KeychainSystem;
  /** The week of the session's refresh token, if it has one and it is known. */
  readonly week: WeekSnapshot | undefined;
}

/** Under this a wrong clock is corrected for, and not worth a word. */
const CLOCK_NAMED_FROM_MS: DurationMs = 2 * MINUTE_MS;

/** The one situation that the state as a whole is in. */
export function sessionSituation(state: TokenState, { now, week, system }: MessageContext): Situation {
  const { session, storage, pause, requestInFlight: flight, credential } = state;
  if (session.kind === 'signedOut' || credential === undefined) return signedOutSituation(state, system);
  const { kind: what } = credential;
  const goodUntil = goodToken(state, now)?.expiresAt;
  if (pause !== undefined && flight === undefined && session.kind !== 'rejected') {
    // Keeping fresh rests by the user's own choice, so nothing is wrong.
    return { kind: 'paused', untilAt: pause.untilAt, goodUntil };
  }
  switch (session.kind) {
    case 'refreshing':
      return { kind: 'refreshing', goodUntil };
    case 'betweenTokens':
      return { kind: 'betweenTokens', nextTryAt: session.nextTryAt };
    case 'retrying': {
      const { retryAt, failure } = session;
      if (failure.kind === 'refused') return { kind: 'refusedOnce', what, retryAt, goodUntil };
      return { kind: 'retrying', what, failure, retryAt, goodUntil };
    }
    case 'rejected': {
      if (credential.lasts !== 'week') return { kind: 'refusedForGood', what, refusal: session.refusal, goodUntil };
      const over = week === undefined || isWeekOver(week, now);
      return { kind: over ? 'refusedAtWeeksEnd' : 'refusedEarly', goodUntil };
    }
    case 'active':
      if (session.refreshAt === undefined) return { kind: 'fetchedOnCopy' };
      if (goodUntil === undefined) return { kind: 'aboutToRefresh', what };
      if (storage.kind === 'memory') return { kind: 'memoryOnly', what, why: storage.why, system };
      return { kind: 'fine', refreshAt: session.refreshAt, expiresAt: goodUntil };
  }
}

function signedOutSituation({ storage, candidate, proxyAsk }: TokenState, system: KeychainSystem): Situation {
  switch (storage.kind) {
    case 'reading':
      return { kind: 'opening' };
    case 'unavailable':
      return { kind: 'keychainClosed', why: storage.why, system };
    case 'keychain':
    case 'memory':
      // What was entered got no further than the proxy.
      if (proxyAsk !== undefined && candidate?.kind !== 'trying') return { kind: 'proxyAsks', ask: proxyAsk };
      return { kind: 'notConnected' };
  }
}

/** That of a credential that was entered and is not the session's yet; none while it is being tried. */
export function candidateSituation(
  candidate: Candidate | undefined,
  connected: boolean,
  system: KeychainSystem,
): Situation | undefined {
  if (candidate === undefined) return undefined;
  const beside = { what: candidate.facts.kind, connected };
  switch (candidate.kind) {
    case 'trying':
      return undefined;
    case 'unreachable':
      return { kind: 'notTried', failure: candidate.failure, ...beside };
    case 'savedForLater':
      return { kind: 'waiting', failure: candidate.failure, retryAt: candidate.retryAt, ...beside };
    case 'notStored':
      return { kind: 'notStored', why: candidate.why, system, ...beside };
    case 'refused':
      return { kind: 'notAccepted', refusal: candidate.refusal, ...beside };
  }
}

/** `expiresAt`: the end of an access token that was pasted by mistake. */
export function pasteSituation(problem: PasteProblem, expiresAt: EpochMs | undefined): Situation {
  switch (problem) {
    case 'empty':
      return { kind: 'pastedNothing' };
    case 'tooLong':
      return { kind: 'pastedTooMuch' };
    case 'controlCharacters':
      return { kind: 'pastedStrangeCharacters' };
    case 'accessToken':
      return { kind: 'pastedAccessToken', expiresAt };
  }
}

/** That of a copy that worked. */
export function copiedSituation(lastsMs: DurationMs): Situation {
  return { kind: lastsMs >= COPY_PROMISE_MS ? 'copied' : 'copiedShort', lastsMs };
}

/** That of a copy that found no working token, while the session is in the situation `session`. */
export function noTokenSituation(session: Situation, telling: MessageParams): Situation {
  if (session.kind === 'notConnected') return { kind: 'nothingToCopy' };
  const words = wordsOf(session, telling);
  return isTrouble(words) ? { kind: 'notCopied', because: words } : { kind: 'noTokenYet', action: words.action };
}

/** The same for a call of NERD's API. */
export function noAccessSituation(session: Situation, telling: MessageParams): Situation {
  const words = wordsOf(session, telling);
  return isTrouble(words)
    ? { kind: 'noTokenToUse', because: words, action: undefined }
    : { kind: 'noTokenToUse', because: undefined, action: words.action };
}

/** That of a warning of the week's end. */
export function warningSituation(kind: WarningKind, { earliestEndAt, latestEndAt }: WeekSnapshot): Situation {
  return kind === 'end' ? { kind: 'weekIsOver' } : { kind: 'weekEnds', earliestEndAt, latestEndAt };
}

/** That of this computer's clock, which is `skewMs` ahead of NERD's; none while it is about right. */
export function clockSituation(skewMs: DurationMs): Situation | undefined {
  return Math.abs(skewMs) <= CLOCK_NAMED_FROM_MS ? undefined : { kind: 'clockWrong', skewMs };
}

/** Why a shortcut cannot be used; `wanted` and `kept` in Electron's form, `kept` the one that goes on working. */
export function shortcutSituation(
  problem: ShortcutProblem,
  wanted: string,
  kept: string | undefined,
  isMac: boolean,
): Situation {
  const words = (accelerator: string): string => {
    const shortcut = parseShortcut(accelerator);
    return shortcut === undefined ? 'The shortcut' : shortcutWords(shortcut, isMac);
  };
  const facts = { wanted: words(wanted), kept: kept === undefined ? undefined : words(kept) };
  return problem === 'taken' ? { kind: 'shortcutTaken', ...facts } : { kind: 'shortcutOnWayland', ...facts };
}

/** `setAside`: the name of what could not be read at the start; `areKept`: what changes can be written. */
export function settingsSituation(setAside: string | undefined, areKept: boolean): Situation | undefined {
  if (!areKept) return { kind: 'settingsNotKept' };
  return setAside === undefined ? undefined : { kind: 'settingsSetAside', name: setAside };
}
