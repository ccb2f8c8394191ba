import type { FailureKind } from '../../../preload/contract/session.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { lastAskedAt } from './rate-limits.ts';
import type { TokenState } from './state.ts';
import { MINUTE_MS, SECOND_MS } from '../time/time.ts';

/** While a failure stands, the system is asked for the network this often; else never. */
export const LOOK_FOR_NETWORK_MS: DurationMs = 10 * SECOND_MS;
/** The system's "no network" may be wrong, so it holds a due try off for this long at most. */
const LONGEST_HOLD_MS: DurationMs = MINUTE_MS;

/** What a network that is found again can have cured. */
const CURABLE: readonly FailureKind[] = ['network', 'timeout', 'proxy', 'proxy_down', 'proxy_auth', 'not_nerd'];

/** A network that is found again makes the next try due, but never sooner after the last one than it is looked for. */
export function noticeNetwork(state: TokenState, online: boolean, now: EpochMs): TokenState {
  const found = online && !state.online;
  const { session } = state;
  if (!found || session.kind !== 'retrying' || !CURABLE.includes(session.failure.kind)) {
    return online === state.online ? state : { ...state, online };
  }
  const soonestAt = Math.max(now, lastAskedAt(state) + LOOK_FOR_NETWORK_MS);
  return { ...state, online, session: { ...session, retryAt: Math.min(session.retryAt, soonestAt) } };
}

/** When a try that is due at `dueAt` may begin: with no network, a minute later at most. */
export function startAt(state: TokenState, dueAt: EpochMs): EpochMs {
  return state.online || state.wanted ? dueAt : dueAt + LONGEST_HOLD_MS;
}
