import type {
  Command,
  CommandKind,
  CommandResults,
  ConnectResult,
  CopyResult,
  PlainResult,
} from '../../preload/contract/command.ts';
import type { CopyFormat } from '../../preload/contract/copy-format.ts';
import type { SnoozeUntil } from '../../preload/contract/until.ts';
import type { AskedPage, CredentialKind, DurationMs, EpochMs, Message } from '../../preload/contract/snapshot.ts';
import { connectResult } from './command-results.ts';
import { commandHistory } from '../core/history/history-of-commands.ts';
import { parseRefreshToken } from '../core/input/refresh-token-input.ts';
import {
  copiedSituation,
  noTokenSituation,
  pasteSituation,
  sessionSituation,
  type MessageContext,
} from '../core/messages/conditions.ts';
import type { KeychainFacts } from '../core/messages/keychain.ts';
import { messageOf, type Situation } from '../core/messages/messages.ts';
import type { DiagnosticsCommands } from './diagnostics-commands.ts';
import type { KeyCommands } from './key-pair-commands.ts';
import type { FindingCommands } from './annotation-commands.ts';
import type { ProxyCommands } from './proxy-commands.ts';
import type { CredentialActions, CredentialOutcome } from '../token/credential-actions.ts';
import type { CopyOutcome } from '../copy/copy-token.ts';
import type { History } from '../token/history-recorder.ts';
import type { TokenService } from '../token/token-service.ts';
import type { Clipboard, LoginItem } from '../ports/desktop.ts';
import type { Log, SettingsStore } from '../ports/storage.ts';

export interface CommandParts {
  readonly service: TokenService;
  readonly account: CredentialActions;
  readonly copy: (format?: CopyFormat) => Promise<CopyOutcome>;
  /** Takes a copy from the clipboard; false if it is still there. */
  readonly clearClipboard: () => Promise<boolean>;
  readonly clipboard: Clipboard;
  readonly settings: SettingsStore;
  readonly loginItem: Pick<LoginItem, 'state' | 'change'>;
  readonly settingsChanged: () => void;
  /** Takes another shortcut, or none; says why not, and then the one before goes on. */
  readonly setShortcut: (accelerator: string | null) => Situation | undefined;
  readonly demoRefreshToken: () => Promise<string>;
  /** Also looks again at what is due. */
  readonly openWindow: (page?: AskedPage) => void;
  readonly openLink: (link: Extract<Command, { kind: 'openLink' }>['link']) => Promise<void>;
  readonly readNoTray: () => boolean;
  readonly quit: () => void;
  readonly words: () => MessageContext;
  /** When a working day begins tomorrow. */
  readonly tomorrow: () => EpochMs;
  /** Lets the week's warnings rest; false if that could not be written. */
  readonly snooze: (until: SnoozeUntil) => boolean;
  readonly log: Log;
  readonly history: Pick<History, 'record'>;
  readonly diagnostics: DiagnosticsCommands;
  readonly proxy: ProxyCommands;
  readonly keys: KeyCommands;
  readonly finding: FindingCommands;
  /** Counts steadily, in milliseconds. */
  readonly uptime: () => DurationMs;
}

/** The one door for everything a person asks, from tray, window or notification. Never rejects. */
export type Dispatch = <C extends Command>(command: C) => Promise<CommandResults[C['kind']]>;

type Handlers = {
  readonly [K in CommandKind]: (
    command: Extract<Command, { kind: K }>,
  ) => CommandResults[K] | Promise<CommandResults[K]>;
};

type FailedResult = Extract<PlainResult, { ok: false }>;

const OK = { ok: true } as const;

export function createCommands(parts: CommandParts): Dispatch {
  const handlers = createHandlers(parts);
  return async <C extends Command>(command: C) => {
    const kind: C['kind'] = command.kind;
    const handle = handlers[kind] as unknown as (
      command: C,
    ) => CommandResults[C['kind']] | Promise<CommandResults[C['kind']]>;
    const startedAt = parts.uptime();
    const connected = parts.service.state.credential !== undefined;
    try {
      const result = await handle(command);
      parts.log.event('command', { kind, ok: result.ok });
      const tookMs = Math.round(parts.uptime() - startedAt);
      const happened = commandHistory(command, result, { tookMs, connected });
      if (happened !== undefined) parts.history.record(happened);
      return result;
    } catch {
      // Not even the error's name: it may hold what was typed.
      parts.log.event('commandFailed', { kind });
      return { ok: false, reason: 'unexpected', message: messageOf({ kind: 'unexpected' }, parts.words()) };
    }
  };
}

function createHandlers(parts: CommandParts): Handlers {
  const { service, account, clipboard, settings, words } = parts;

  const connected = (): boolean => service.state.credential !== undefined;
  const told = (situation: Situation): Message => messageOf(situation, words());
  const failed = (situation: Situation): FailedResult => ({ ok: false, message: told(situation) });

  const connect = async (text: string, kind: 'refreshToken' | 'demo'): Promise<ConnectResult> => {
    const pasted = parseRefreshToken(text);
    if (!pasted.ok) return { ...failed(pasteSituation(pasted.problem, pasted.expiresAt)), reason: 'field' };
    const outcome = await account.connect({ kind, refreshToken: pasted.refreshToken });
    return connectResult(outcome, service, words());
  };

  const copyResult = (outcome: CopyOutcome): CopyResult => {
    switch (outcome.kind) {
      case 'copied': {
        const { expiresAt, lastsMs, waited } = outcome;
        return { ok: true, expiresAt, lastsMs, waited, message: told(copiedSituation(lastsMs)) };
      }
      case 'noToken':
        return failed(noTokenSituation(sessionSituation(service.state, words()), words()));
      case 'notWritten':
        return outcome.why === 'needsWindow' ? failed({ kind: 'onlyFromWindow' }) : failed({ kind: 'clipboardFailed' });
    }
  };

  const orKeychain = (outcome: CredentialOutcome, situation: (facts: KeychainFacts) => Situation): PlainResult =>
    outcome.ok ? OK : failed(situation({ why: outcome.why, system: words().system }));
  const notUsable = (facts: KeychainFacts): Situation => ({ kind: 'keychainFailedAgain', ...facts });
  const notDeleted =
    (what: CredentialKind = 'refreshToken') =>
    (facts: KeychainFacts): Situation => ({ kind: 'notDeleted', what, ...facts, connected: connected() });

  /** Kept by the system alone: what it does not take does not hold. */
  const launchResult = (on: boolean): PlainResult => {
    if ((parts.loginItem.state() === 'on') === on) return OK;
    if (!parts.loginItem.change(on)) return failed({ kind: 'launchNotChanged', on });
    return parts.loginItem.state() === 'needsApproval' && on ? failed({ kind: 'launchNeedsApproval' }) : OK;
  };

  /** A setting that could not be written holds all the same, until the app quits. */
  const saved = (written: boolean): PlainResult => (written ? OK : failed({ kind: 'settingNotSaved' }));

  return {
    connect: ({ text }) => connect(text, 'refreshToken'),
    connectFromClipboard: async () => connect(await clipboard.readText(), 'refreshToken'),
    connectDemo: async () => connect(await parts.demoRefreshToken(), 'demo'),
    keepUntried: async () => {
      const what = service.candidate?.kind ?? 'refreshToken';
      return orKeychain(await account.saveForLater(), (facts) => ({ kind: 'waitingInMemory', what, ...facts }));
    },
    keepInMemory: () => orKeychain(account.keepInMemory(), notUsable),
    discardCandidate: async () => {
      const notGone = notDeleted(service.candidate?.kind);
      return orKeychain(await account.discardCandidate(), notGone);
    },
    retryKeychain: async () => orKeychain(await account.retryKeychain(), notUsable),
    copyAccessToken: async ({ format }) => {
      const outcome = await parts.copy(format);
      if (outcome.kind === 'notWritten' && outcome.why === 'needsWindow') parts.openWindow('copyHere');
      return copyResult(outcome);
    },
    clearClipboard: async () => ((await parts.clearClipboard()) ? OK : failed({ kind: 'notCleared' })),
    refreshNow: () => {
      service.dispatch({ kind: 'refreshWanted' });
      return OK;
    },
    pause: ({ until }) => {
      const untilAt = until === 'tomorrow' ? parts.tomorrow() : undefined;
      // Kept first, so that it holds whatever happens to the app next.
      const written = settings.savePause({ untilAt });
      service.dispatch({ kind: 'paused', untilAt });
      return saved(written);
    },
    resume: () => {
      const written = settings.savePause(undefined);
      service.dispatch({ kind: 'resumed' });
      return saved(written);
    },
    forget: async ({ credential = service.session?.kind }) =>
      orKeychain(await account.forget(credential), notDeleted(credential)),
    useCredential: async ({ credential: what }) => {
      const outcome = await service.switchTo(what);
      if (outcome === 'used') return OK;
      if (outcome === 'gone') return failed({ kind: 'keptIsGone', what });
      return failed({ kind: 'notSwitched', what, why: outcome.why, system: words().system });
    },
    openLink: async ({ link }) => {
      await parts.openLink(link);
      return OK;
    },
    snooze: ({ until }) => {
      const written = parts.snooze(until);
      service.redraw();
      return saved(written);
    },
    openWindow: ({ page }) => {
      parts.openWindow(page);
      return OK;
    },
    changeSettings: ({ settings: { launchAtLogin, ...kept } }) => {
      const { copyShortcut } = kept;
      const problem = copyShortcut === undefined ? undefined : parts.setShortcut(copyShortcut);
      const before = problem === undefined ? {} : { copyShortcut: settings.get().copyShortcut };
      const written = Object.keys(kept).length === 0 || settings.change({ ...kept, ...before });
      const launch = launchAtLogin === undefined ? OK : launchResult(launchAtLogin);
      parts.settingsChanged();
      if (problem !== undefined) return failed(problem);
      return launch.ok ? saved(written) : launch;
    },
    ...parts.diagnostics,
    readNoTray: () => {
      const written = parts.readNoTray();
      service.redraw();
      return saved(written);
    },
    ...parts.proxy,
    ...parts.keys,
    ...parts.finding,
    quit: () => {
      parts.quit();
      return OK;
    },
  };
}
