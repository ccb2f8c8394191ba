import type { EpochMs } from '../../../preload/contract/time.ts';
import type { TokenEvent } from './events.ts';
import { clickRequestAt } from './rate-limits.ts';
import { INITIAL_STATE, type CredentialFacts, type Session, type TokenState } from './state.ts';

/** The other credentials once the one of `facts` is in use: there is at most one of each kind. */
export function otherCredentialsAfter(
  { otherCredentials, credential }: TokenState,
  facts: CredentialFacts | undefined,
): CredentialFacts[] {
  const before = credential === undefined ? [] : [credential];
  return [...otherCredentials.filter(({ kind }) => kind !== credential?.kind), ...before].filter(
    ({ kind }) => kind !== facts?.kind,
  );
}

/** The state in which the session is one of the other credentials and begins as after a start. A person waits for its token. */
export function switched(
  state: TokenState,
  { facts, storage }: Extract<TokenEvent, { kind: 'switched' }>,
  session: Session,
  now: EpochMs,
): TokenState {
  return {
    ...state,
    session,
    storage,
    credential: facts,
    otherCredentials: otherCredentialsAfter(state, facts),
    usedAt: undefined,
    wanted: session.kind === 'refreshing' && now >= clickRequestAt(state, now),
    serverHabits: INITIAL_STATE.serverHabits,
  };
}
