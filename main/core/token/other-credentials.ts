import type { EpochMs } from '../../../preload/contract/time.ts';
import type { TokenEvent } from './events.ts';
import { clickRequestAt } from './rate-limits.ts';
import { INITIAL_STATE, type CredentialFacts, type Session, type TokenState } from './state.ts';

/** What is kept beside the credential in use once `facts` is that: there is one of a kind at most. */
export function otherCredentialsAfter(
  { otherCredentials: kept, credential }: TokenState,
  facts: CredentialFacts | undefined,
): CredentialFacts[] {
  const before = credential === undefined ? [] : [credential];
  return [...kept.filter(({ kind }) => kind !== credential?.kind), ...before].filter(
    ({ kind }) => kind !== facts?.kind,
  );
}

/** The session with a credential that was kept, which begins as after a start; somebody waits for its token. */
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
