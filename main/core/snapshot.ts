import type {
  AppSnapshot,
  CandidateSnapshot,
  EpochMs,
  SessionSnapshot,
  Settings,
} from '../../preload/contract/snapshot.ts';
import { candidateMessage, message, stateMessage, type WordsContext } from './messages.ts';
import type { Candidate, Session, TokenState } from './state.ts';

export interface SnapshotContext extends WordsContext {
  readonly revision: number;
  readonly settings: Settings;
  /** The name under which broken or newer settings were set aside. */
  readonly settingsSetAside: string | undefined;
  readonly version: string;
  readonly locale: string;
}

/** What tray, notifications and window may know of the state. Every secret stays behind: fields are named one by one. */
export function toSnapshot(state: TokenState, context: SnapshotContext): AppSnapshot {
  const { credential, copied } = state;
  return {
    revision: context.revision,
    now: context.now,
    session: sessionSnapshot(state.session),
    credential: credential && { kind: credential.kind, enteredAt: credential.enteredAt },
    week: credential?.kind === 'refreshToken' ? context.week : undefined,
    storage: state.storage,
    candidate: candidateSnapshot(state.candidate),
    copied: copied && { expiresAt: copied.expiresAt },
    message: stateMessage(state, context),
    candidateMessage: candidateMessage(state.candidate, credential !== undefined, context),
    settingsMessage: settingsMessage(context.settingsSetAside),
    settings: context.settings,
    version: context.version,
    locale: context.locale,
  };
}

function sessionSnapshot(session: Session): SessionSnapshot {
  const expiresAt: EpochMs | undefined = session.kind === 'signedOut' ? undefined : session.held?.expiresAt;
  switch (session.kind) {
    case 'signedOut':
      return { kind: 'signedOut' };
    case 'active':
      return { kind: 'active', expiresAt: session.held.expiresAt, refreshAt: session.refreshAt };
    case 'retrying':
      return {
        kind: 'retrying',
        failure: session.failure.kind,
        attempt: session.attempt,
        retryAt: session.retryAt,
        expiresAt,
      };
    case 'betweenTokens':
      return { kind: 'refreshing', expiresAt };
    case 'refreshing':
    case 'rejected':
      return { kind: session.kind, expiresAt };
  }
}

function candidateSnapshot(candidate: Candidate | undefined): CandidateSnapshot | undefined {
  switch (candidate?.kind) {
    case undefined:
      return undefined;
    case 'unreachable':
      return { kind: 'unreachable', failure: candidate.failure.kind };
    case 'notStored':
      return { kind: 'notStored', why: candidate.why };
    case 'untried':
      return { kind: 'untried', failure: candidate.failure?.kind, retryAt: candidate.retryAt };
    case 'trying':
    case 'refused':
      return { kind: candidate.kind };
  }
}

function settingsMessage(setAside: string | undefined): AppSnapshot['settingsMessage'] {
  if (setAside === undefined) return undefined;
  const sentence = `They were broken or from a newer version, so NERD Tray starts with its defaults. The old ones are kept beside them as “${setAside}”. Your refresh token is not touched.`;
  return message('attention', 'Your settings could not be read', sentence);
}
