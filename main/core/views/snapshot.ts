import type { Message } from '../../../preload/contract/message.ts';
import type { CandidateSnapshot, CredentialSnapshot, SessionSnapshot } from '../../../preload/contract/session.ts';
import type { PersistedSettings, LoginItemState } from '../../../preload/contract/settings.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import {
  candidateCondition,
  clockCondition,
  holdCondition,
  sessionCondition,
  settingsCondition,
  warningCondition,
  type MessageContext,
} from '../messages/conditions.ts';
import { retryAfterEnd } from '../token/rate-limits.ts';
import type { Candidate, CredentialFacts, Session, TokenState } from '../token/state.ts';
import type { FormattedMoment } from '../time/time-format.ts';
import { messageOf, type Condition } from '../messages/messages.ts';

export interface SnapshotContext extends MessageContext {
  readonly revision: number;
  readonly settings: PersistedSettings;
  readonly loginItem: LoginItemState;
  /** The name under which a broken or newer settings file was set aside. */
  readonly settingsSetAside: string | undefined;
  /** Whether settings and what is stored beside them can be written. */
  readonly canPersistSettings: boolean;
  readonly apiUrl: string;
  readonly version: string;
  readonly buildNote: string;
  readonly locale: string;
  readonly timeZone: string | undefined;
  /** How far this computer's clock is ahead of NERD's. */
  readonly skewMs: DurationMs;
  readonly requestedPage: AppSnapshot['requestedPage'];
  readonly onClipboard: AppSnapshot['onClipboard'];
  readonly desktop: AppSnapshot['desktop'];
  readonly shortcutProblem: AppSnapshot['shortcutProblem'];
  readonly trayMessage: Message | undefined;
  readonly proxyWithSavedPassword: AppSnapshot['proxyWithSavedPassword'];
  readonly pendingKeyPair: AppSnapshot['pendingKeyPair'];
}

/**
 * What tray, notifications and window may know of the state. No secret gets through, since each field is named here.
 */
export function toSnapshot(state: TokenState, context: SnapshotContext): AppSnapshot {
  const { credential, copied, proxyAsk } = state;
  const messageIf = (condition: Condition | undefined): Message | undefined =>
    condition && messageOf(condition, context);
  return {
    revision: context.revision,
    now: context.now,
    session: sessionSnapshot(state.session),
    credential: credential && { ...credentialSnapshot(credential), lasts: credential.lasts },
    otherCredentials: state.otherCredentials.map(credentialSnapshot),
    pendingKeyPair: context.pendingKeyPair && { madeAt: context.pendingKeyPair.madeAt },
    week: credential?.lasts === 'week' ? context.week : undefined,
    storage: state.storage,
    candidate: candidateSnapshot(state.candidate),
    proxyAsk: proxyAsk && {
      host: proxyAsk.host,
      port: proxyAsk.port,
      scheme: proxyAsk.scheme,
      realm: proxyAsk.realm,
      refused: proxyAsk.refused,
      changed: proxyAsk.changed,
    },
    proxyWithSavedPassword: context.proxyWithSavedPassword && {
      host: context.proxyWithSavedPassword.host,
      port: context.proxyWithSavedPassword.port,
    },
    copied: copied && { expiresAt: copied.expiresAt },
    copiedEndsAt: state.copiedEndsAt,
    onClipboard: context.onClipboard,
    desktop: context.desktop,
    shortcutProblem: context.shortcutProblem,
    pause: state.pause && { untilAt: state.pause.untilAt },
    message: messageOf(sessionCondition(state, context), context),
    candidateMessage: messageIf(candidateCondition(state.candidate, credential !== undefined, context)),
    warning: messageIf(standingWarning(state, context)),
    clockMessage: messageIf(clockCondition(context.skewMs)),
    clockAheadMs: clockCondition(context.skewMs) && context.skewMs,
    heldUntil: retryAfterEnd(state, context.now),
    holdMessage: messageIf(holdCondition(state, context.now)),
    settingsMessage: messageIf(settingsCondition(context.settingsSetAside, context.canPersistSettings)),
    settings: { ...context.settings, launchAtLogin: context.loginItem === 'on' },
    loginItem: context.loginItem,
    apiUrl: context.apiUrl,
    version: context.version,
    buildNote: context.buildNote,
    locale: context.locale,
    timeZone: context.timeZone,
    moments: moments(state, context),
    trayMessage: context.trayMessage,
    requestedPage: context.requestedPage,
  };
}

/** The moments that the window's first page shows, with their texts. */
function moments(
  { session, credential, otherCredentials, copiedEndsAt }: TokenState,
  context: SnapshotContext,
): FormattedMoment[] {
  const { week, times, now, pendingKeyPair } = context;
  return [
    session.kind === 'signedOut' ? undefined : session.held?.expiresAt,
    session.kind === 'retrying' ? session.retryAt : undefined,
    copiedEndsAt,
    context.onClipboard?.clearsAt,
    credential?.enteredAt,
    ...otherCredentials.map(({ enteredAt }) => enteredAt),
    week?.earliestEndAt,
    week?.latestEndAt,
    week?.snooze?.untilAt,
    pendingKeyPair?.madeAt,
  ]
    .filter((at) => at !== undefined)
    .map((at) => [at, times.moment(at, now)]);
}

/** The warning that stands; none once NERD has refused, since the session's own message says more then. */
function standingWarning({ session }: TokenState, { week }: MessageContext): Condition | undefined {
  if (week?.standing === undefined || session.kind === 'signedOut' || session.kind === 'rejected') return undefined;
  return warningCondition(week.standing, week);
}

function credentialSnapshot({ kind, enteredAt }: CredentialFacts): CredentialSnapshot {
  return { kind, enteredAt };
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
    case 'savedForLater':
      return { kind: 'savedForLater', failure: candidate.failure?.kind, retryAt: candidate.retryAt };
    case 'trying':
    case 'rejected':
      return { kind: candidate.kind };
  }
}
