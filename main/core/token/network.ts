import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import type { FailureKind } from '../../../preload/contract/session.ts';
import type { RefreshFailure } from './answer.ts';
import { recheckSoon } from './rejection.ts';
import { lastRequestAt } from './rate-limits.ts';
import type { TokenState } from './state.ts';
import { MINUTE_MS, SECOND_MS } from '../time/time.ts';

/** How often the system is asked whether there is a network while a failure stands; at no other time. */
export const NETWORK_CHECK_MS: DurationMs = 10 * SECOND_MS;
/** The longest that the system's "no network" delays a due try, since it may be wrong. */
const LONGEST_HOLD_MS: DurationMs = MINUTE_MS;

/** The failures that a network that is back can have cured. */
const CURABLE: readonly FailureKind[] = ['network', 'timeout', 'proxy', 'proxy_down', 'proxy_auth', 'not_nerd'];

/** Makes the next try due once the network is back, but never sooner after the last request than the network is checked. */
export function noticeNetwork(state: TokenState, online: boolean, now: EpochMs): TokenState {
  const isBack = online && !state.online;
  const { session } = state;
  if (isBack && session.kind === 'rejected') return { ...state, online, session: recheckSoon(session, now) };
  if (!isBack || session.kind !== 'retrying' || !isCurable(session.failure)) {
    return online === state.online ? state : { ...state, online };
  }
  const soonestAt = Math.max(now, lastRequestAt(state) + NETWORK_CHECK_MS);
  return { ...state, online, session: { ...session, retryAt: Math.min(session.retryAt, soonestAt) } };
}

/** A bare refusal may be that of a network which is left now. */
function isCurable({ kind, bare }: RefreshFailure): boolean {
  return bare === true || CURABLE.includes(kind);
}

/** When a try that is due at `dueAt` may begin: without a network, at most a minute later. */
export function startAt(state: TokenState, dueAt: EpochMs): EpochMs {
  return state.online || state.wanted ? dueAt : dueAt + LONGEST_HOLD_MS;
}
