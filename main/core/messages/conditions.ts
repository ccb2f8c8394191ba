import type { ShortcutProblem } from '../../../preload/contract/settings.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import type { WarningKind, WeekSnapshot } from '../../../preload/contract/week.ts';
import { COPY_PROMISE_MS } from '../token/refresh-times.ts';
import type { PasteProblem } from '../input/refresh-token-input.ts';
import { parseShortcut, shortcutLabel } from '../input/shortcut.ts';
import { retryAfterEnd } from '../token/rate-limits.ts';
import { validToken, type Candidate, type TokenState } from '../token/state.ts';
import { MINUTE_MS } from '../time/time.ts';
import { isWeekOver } from '../week/week.ts';
import { isTrouble, type TimeContext } from './message.ts';
import { keychainFacts, type KeychainContext } from './keychain.ts';
import { messageParts, type Condition } from './messages.ts';

// Here it is decided which condition holds. Its message stands in the file of its subject beside this one.

export interface MessageContext extends TimeContext, KeychainContext {
  /** The week of the session's refresh token, if it has one that is known. */
  readonly week: WeekSnapshot | undefined;
}

/** A clock that is wrong by less is corrected for, and not mentioned. */
const TOLERATED_SKEW_MS: DurationMs = 2 * MINUTE_MS;

/** The condition of the session as a whole. */
export function sessionCondition(state: TokenState, context: MessageContext): Condition {
  const { now, week } = context;
  const { session, storage, pause, requestInFlight: flight, credential } = state;
  if (session.kind === 'signedOut' || credential === undefined) return signedOutCondition(state, context);
  const { kind: what } = credential;
  const validUntil = validToken(state, now)?.expiresAt;
  if (pause !== undefined && flight === undefined && session.kind !== 'rejected') {
    // The user has paused the refresh, so nothing is wrong.
    return { kind: 'paused', untilAt: pause.untilAt, validUntil };
  }
  switch (session.kind) {
    case 'refreshing':
      return { kind: 'refreshing', validUntil };
    case 'betweenTokens':
      return { kind: 'betweenTokens', nextTryAt: session.nextTryAt };
    case 'retrying': {
      const { retryAt, failure } = session;
      if (failure.kind === 'refused') {
        return { kind: failure.bare === true ? 'maybeRejected' : 'rejectedOnce', what, retryAt, validUntil };
      }
      return { kind: 'retrying', what, failure, retryAt, validUntil, heldUntil: retryAfterEnd(state, now) };
    }
    case 'rejected': {
      if (session.bare !== undefined) {
        return { kind: 'rejectedWithoutReason', what, recheckAt: session.bare.recheckAt, validUntil };
      }
      if (credential.lasts !== 'week')
        return { kind: 'rejectedForGood', what, errorCode: session.errorCode, validUntil };
      const over = week === undefined || isWeekOver(week, now);
      return { kind: over ? 'rejectedAtWeeksEnd' : 'rejectedEarly', validUntil };
    }
    case 'active':
      if (session.refreshAt === undefined) return { kind: 'fetchedOnCopy' };
      if (validUntil === undefined) return { kind: 'aboutToRefresh', what };
      if (storage.kind === 'memory') return { kind: 'memoryOnly', what, ...keychainFacts(storage.why, context) };
      return { kind: 'fine', refreshAt: session.refreshAt, expiresAt: validUntil };
  }
}

function signedOutCondition({ storage, candidate, proxyAsk }: TokenState, keychain: KeychainContext): Condition {
  switch (storage.kind) {
    case 'reading':
      return { kind: 'opening' };
    case 'unavailable':
      return { kind: 'keychainClosed', ...keychainFacts(storage.why, keychain) };
    case 'keychain':
    case 'memory':
      // The candidate's request got no further than the proxy.
      if (proxyAsk !== undefined && candidate?.kind !== 'trying') return { kind: 'proxyAsks', ask: proxyAsk };
      return { kind: 'notConnected' };
  }
}

/** The condition of a candidate, a credential that was entered and is not the session's yet; none while it is tried. */
export function candidateCondition(
  candidate: Candidate | undefined,
  connected: boolean,
  keychain: KeychainContext,
): Condition | undefined {
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
      return { kind: 'notStored', ...keychainFacts(candidate.why, keychain), ...beside };
    case 'rejected':
      return { kind: 'candidateRejected', errorCode: candidate.errorCode, bare: candidate.bare, ...beside };
  }
}

/**
 * The condition of a text that was not accepted as a refresh token; `expiresAt` is the end of an access token pasted by
 * mistake.
 */
export function pasteCondition(problem: PasteProblem, expiresAt: EpochMs | undefined): Condition {
  switch (problem) {
    case 'empty':
      return { kind: 'pastedNothing' };
    case 'tooLong':
      return { kind: 'pastedTooMuch' };
    case 'none':
      return { kind: 'pastedNoToken' };
    case 'several':
      return { kind: 'pastedSeveral' };
    case 'notAscii':
      return { kind: 'pastedNotAscii' };
    case 'privateKey':
      return { kind: 'pastedPrivateKey' };
    case 'controlCharacters':
      return { kind: 'pastedStrangeCharacters' };
    case 'accessToken':
      return { kind: 'pastedAccessToken', expiresAt };
  }
}

/** The condition of a copy that worked. */
export function copiedCondition(lastsMs: DurationMs): Condition {
  return { kind: lastsMs >= COPY_PROMISE_MS ? 'copied' : 'copiedShort', lastsMs };
}

/** The condition of a copy that was to leave the clipboard and is still, or again, there. */
export function stillCopiedCondition(end: 'notCleared' | 'putBack'): Condition {
  return { kind: end === 'putBack' ? 'putBack' : 'notCleared' };
}

/** The condition of a copy that found no valid token while the session's condition is `session`. */
export function noTokenCondition(session: Condition, context: TimeContext): Condition {
  if (session.kind === 'notConnected') return { kind: 'nothingToCopy' };
  const parts = messageParts(session, context);
  return isTrouble(parts) ? { kind: 'notCopied', because: parts } : { kind: 'noTokenYet', action: parts.action };
}

/** The condition of an API call that found no valid token while the session's condition is `session`. */
export function noAccessCondition(session: Condition, context: TimeContext): Condition {
  const parts = messageParts(session, context);
  return isTrouble(parts)
    ? { kind: 'noTokenToUse', because: parts, action: undefined }
    : { kind: 'noTokenToUse', because: undefined, action: parts.action };
}

/** The condition of a warning of the week's end. */
export function warningCondition(kind: WarningKind, { earliestEndAt, latestEndAt }: WeekSnapshot): Condition {
  return kind === 'end' ? { kind: 'weekIsOver' } : { kind: 'weekEnds', earliestEndAt, latestEndAt };
}

/** The condition while NERD has asked to wait (Retry-After); none where the session's own condition says so. */
export function holdCondition(state: TokenState, now: EpochMs): Condition | undefined {
  const untilAt = retryAfterEnd(state, now);
  const isSaid = state.session.kind === 'retrying' && state.pause === undefined;
  return untilAt === undefined || isSaid ? undefined : { kind: 'askedToWait', untilAt };
}

/** The condition of this computer's clock, which is `skewMs` ahead of NERD's; none while it is about right. */
export function clockCondition(skewMs: DurationMs): Condition | undefined {
  return Math.abs(skewMs) <= TOLERATED_SKEW_MS ? undefined : { kind: 'clockWrong', skewMs };
}

/**
 * The condition of a shortcut that cannot be used. Both are in Electron's form; `inUse` is the one that goes on
 * working.
 */
export function shortcutCondition(
  problem: ShortcutProblem,
  wanted: string,
  inUse: string | undefined,
  isMac: boolean,
): Condition {
  const labelOf = (accelerator: string): string => {
    const shortcut = parseShortcut(accelerator);
    return shortcut === undefined ? 'The shortcut' : shortcutLabel(shortcut, isMac);
  };
  const facts = { wanted: labelOf(wanted), inUse: inUse === undefined ? undefined : labelOf(inUse) };
  return problem === 'taken' ? { kind: 'shortcutTaken', ...facts } : { kind: 'shortcutOnWayland', ...facts };
}

/**
 * The condition of the settings: `setAside` names a file that could not be read at the start, `canPersist` says that
 * changes can be written.
 */
export function settingsCondition(setAside: string | undefined, canPersist: boolean): Condition | undefined {
  if (!canPersist) return { kind: 'settingsNotPersisted' };
  return setAside === undefined ? undefined : { kind: 'settingsSetAside', name: setAside };
}
