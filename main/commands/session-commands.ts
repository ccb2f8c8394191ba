import type { ConnectResult, PlainResult } from '../../preload/contract/command-results.ts';
import type { CredentialKind } from '../../preload/contract/session.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import { parseRefreshToken } from '../core/input/refresh-token-input.ts';
import { pasteCondition } from '../core/messages/conditions.ts';
import { keychainFacts, type KeychainFacts } from '../core/messages/keychain.ts';
import type { Condition } from '../core/messages/messages.ts';
import type { LocalTimes } from '../core/time/local-times.ts';
import type { Clipboard } from '../ports/desktop.ts';
import type { SettingsStore } from '../ports/storage.ts';
import type { CredentialActions, CredentialOutcome } from '../token/credential-actions.ts';
import type { ServerClock } from '../token/server-clock.ts';
import type { WeekTracker } from '../token/week-tracker.ts';
import { connectResult, failuresIn, OK, type FailedResult, type Handlers, type ResultParts } from './handlers.ts';

export interface SessionCommandParts extends ResultParts {
  readonly account: CredentialActions;
  readonly clipboard: Pick<Clipboard, 'readText'>;
  readonly settings: Pick<SettingsStore, 'get' | 'savePause'>;
  readonly clock: Pick<ServerClock, 'now'>;
  readonly local: () => Pick<LocalTimes, 'calendar'>;
  readonly weeks: Pick<WeekTracker, 'snooze'>;
  readonly demoRefreshToken: () => Promise<string>;
}

type SessionHandlers = Handlers<
  | 'connect'
  | 'connectFromClipboard'
  | 'sendAnyway'
  | 'dropUnusual'
  | 'connectDemo'
  | 'saveForLater'
  | 'keepInMemory'
  | 'discardCandidate'
  | 'retryKeychain'
  | 'forget'
  | 'useCredential'
  | 'refreshNow'
  | 'tryAgain'
  | 'pause'
  | 'resume'
  | 'snooze'
>;

export interface SessionCommands {
  readonly handlers: SessionHandlers;
  /** Lets go of an unusual text: whoever would have sent it has gone. */
  windowClosed(): void;
}

/** The commands about the session: its credentials, when they are refreshed, and when the user is warned. */
export function createSessionCommands(parts: SessionCommandParts): SessionCommands {
  const { service, account, clipboard, settings, clock, local, weeks, context } = parts;
  const failed = failuresIn(context);

  /** What was entered last and may be a refresh token, until the person has decided. */
  let unusual: string | undefined;

  const drop = (): void => {
    unusual = undefined;
  };
  const inField = (result: FailedResult) => ({ ...result, reason: 'field' }) as const;
  const send = async (kind: 'refreshToken' | 'demo', refreshToken: string): Promise<ConnectResult> => {
    drop();
    return connectResult(await account.connect({ kind, refreshToken }), parts);
  };

  const connect = async (text: string): Promise<ConnectResult> => {
    drop();
    const pasted = parseRefreshToken(text);
    if (pasted.ok) return send('refreshToken', pasted.refreshToken);
    if (pasted.problem !== 'unusual') return inField(failed(pasteCondition(pasted.problem, pasted.expiresAt)));
    unusual = pasted.refreshToken;
    return inField(failed({ kind: 'pastedUnusual', length: unusual.length }));
  };

  const isConnected = (): boolean => service.state.credential !== undefined;
  const keychainResult = (outcome: CredentialOutcome, condition: (facts: KeychainFacts) => Condition): PlainResult =>
    outcome.ok ? OK : failed(condition(keychainFacts(outcome.why, context())));
  const notUsable = (facts: KeychainFacts): Condition => ({ kind: 'keychainFailedAgain', ...facts });
  const notDeleted =
    (what: CredentialKind = 'refreshToken') =>
    (facts: KeychainFacts): Condition => ({ kind: 'notDeleted', what, ...facts, connected: isConnected() });

  const refresh = (): PlainResult => {
    service.dispatch({ kind: 'refreshWanted' });
    return OK;
  };

  /** When a working day begins tomorrow. */
  const tomorrow = (): EpochMs => local().calendar.nextDayAt(clock.now(), settings.get().workingHours.fromHour);

  /** The result of a change that applies in any case, but only until the app quits if it could not be written. */
  const writtenResult = (isWritten: boolean): PlainResult => (isWritten ? OK : failed({ kind: 'settingNotSaved' }));

  const handlers: SessionHandlers = {
    connect: ({ text }) => connect(text),
    connectFromClipboard: async () => connect(await clipboard.readText()),
    sendAnyway: async () =>
      unusual === undefined ? inField(failed({ kind: 'pastedNothing' })) : send('refreshToken', unusual),
    dropUnusual() {
      drop();
      return OK;
    },
    async connectDemo() {
      drop();
      const refreshToken = await parts.demoRefreshToken().catch(() => undefined);
      if (refreshToken !== undefined) return send('demo', refreshToken);
      return { ...failed({ kind: 'demoNotStarted', connected: isConnected() }), reason: 'unexpected' };
    },
    async saveForLater() {
      const what = service.candidate?.kind ?? 'refreshToken';
      return keychainResult(await account.saveForLater(), (facts) => ({ kind: 'waitingInMemory', what, ...facts }));
    },
    keepInMemory: () => keychainResult(account.keepInMemory(), notUsable),
    async discardCandidate() {
      const condition = notDeleted(service.candidate?.kind);
      return keychainResult(await account.discardCandidate(), condition);
    },
    retryKeychain: async () => keychainResult(await account.retryKeychain(), notUsable),
    forget: async ({ credential = service.session?.kind }) =>
      keychainResult(await account.forget(credential), notDeleted(credential)),
    async useCredential({ credential: what }) {
      const outcome = await service.switchTo(what);
      if (outcome === 'used') return OK;
      if (outcome === 'gone') return failed({ kind: 'otherCredentialGone', what });
      return failed({ kind: 'notSwitched', what, ...keychainFacts(outcome.why, context()) });
    },
    refreshNow: refresh,
    tryAgain: refresh,
    pause({ until }) {
      const untilAt = until === 'tomorrow' ? tomorrow() : undefined;
      // The pause is written first, so that it holds whatever happens to the app next.
      const isWritten = settings.savePause({ untilAt });
      service.dispatch({ kind: 'paused', untilAt });
      return writtenResult(isWritten);
    },
    resume() {
      const isWritten = settings.savePause(undefined);
      service.dispatch({ kind: 'resumed' });
      return writtenResult(isWritten);
    },
    snooze({ until }) {
      const isWritten = weeks.snooze(until, clock.now());
      service.redraw();
      return writtenResult(isWritten);
    },
  };
  return { handlers, windowClosed: drop };
}
