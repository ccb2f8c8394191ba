import type { ConnectResult, PlainResult } from '../../preload/contract/command-results.ts';
import type { CredentialKind, EpochMs, SnoozeUntil } from '../../preload/contract/snapshot.ts';
import { parseRefreshToken } from '../core/input/refresh-token-input.ts';
import { pasteCondition } from '../core/messages/conditions.ts';
import type { KeychainFacts } from '../core/messages/keychain.ts';
import type { Condition } from '../core/messages/messages.ts';
import type { Clipboard } from '../ports/desktop.ts';
import type { SettingsStore } from '../ports/storage.ts';
import type { CredentialActions, CredentialOutcome } from '../token/credential-actions.ts';
import { connectResult, failuresIn, OK, type Handlers, type ResultParts } from './handlers.ts';

export interface SessionCommandParts extends ResultParts {
  readonly account: CredentialActions;
  readonly clipboard: Pick<Clipboard, 'readText'>;
  readonly settings: Pick<SettingsStore, 'savePause'>;
  readonly demoRefreshToken: () => Promise<string>;
  /** When a working day begins tomorrow. */
  readonly tomorrow: () => EpochMs;
  /** Lets the week's warnings rest; false if that could not be written. */
  readonly snooze: (until: SnoozeUntil) => boolean;
}

export type SessionCommands = Handlers<
  | 'connect'
  | 'connectFromClipboard'
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

/** What a person does about the session: its credentials, and when they are refreshed and warned of. */
export function createSessionCommands(parts: SessionCommandParts): SessionCommands {
  const { service, account, clipboard, settings, context } = parts;
  const failed = failuresIn(context);

  const connect = async (text: string, kind: 'refreshToken' | 'demo'): Promise<ConnectResult> => {
    const pasted = parseRefreshToken(text);
    if (!pasted.ok) return { ...failed(pasteCondition(pasted.problem, pasted.expiresAt)), reason: 'field' };
    return connectResult(await account.connect({ kind, refreshToken: pasted.refreshToken }), parts);
  };

  const isConnected = (): boolean => service.state.credential !== undefined;
  const keychainResult = (outcome: CredentialOutcome, condition: (facts: KeychainFacts) => Condition): PlainResult =>
    outcome.ok ? OK : failed(condition({ why: outcome.why, system: context().system }));
  const notUsable = (facts: KeychainFacts): Condition => ({ kind: 'keychainFailedAgain', ...facts });
  const notDeleted =
    (what: CredentialKind = 'refreshToken') =>
    (facts: KeychainFacts): Condition => ({ kind: 'notDeleted', what, ...facts, connected: isConnected() });

  const refresh = (): PlainResult => {
    service.dispatch({ kind: 'refreshWanted' });
    return OK;
  };

  /** What could not be written holds all the same, until the app quits. */
  const writtenResult = (isWritten: boolean): PlainResult => (isWritten ? OK : failed({ kind: 'settingNotSaved' }));

  return {
    connect: ({ text }) => connect(text, 'refreshToken'),
    connectFromClipboard: async () => connect(await clipboard.readText(), 'refreshToken'),
    connectDemo: async () => connect(await parts.demoRefreshToken(), 'demo'),
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
      return failed({ kind: 'notSwitched', what, why: outcome.why, system: context().system });
    },
    refreshNow: refresh,
    tryAgain: refresh,
    pause({ until }) {
      const untilAt = until === 'tomorrow' ? parts.tomorrow() : undefined;
      // Written first, so that it holds whatever happens to the app next.
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
      const isWritten = parts.snooze(until);
      service.redraw();
      return writtenResult(isWritten);
    },
  };
}
