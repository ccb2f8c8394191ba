import type {
  Command,
  CommandKind,
  CommandResults,
  ConnectResult,
  CopyResult,
  PlainResult,
} from '../preload/contract/command.ts';
import type { SnoozeUntil } from '../preload/contract/until.ts';
import type { AskedPage, CredentialKind, DurationMs, EpochMs, Message } from '../preload/contract/snapshot.ts';
import { commandHistory } from './core/command-history.ts';
import { FAILURE_WORDS } from './core/failure-words.ts';
import { candidateMessage, message, refusedMessage, stateMessage, type WordsContext } from './core/messages.ts';
import { readPaste } from './core/paste.ts';
import { clipboardMessage, copiedMessage, keychainMessage, noTokenMessage, pasteMessage } from './core/result-words.ts';
import type { DiagnosticsCommands } from './diagnostics.ts';
import type { Account, AccountOutcome } from './token/account.ts';
import type { CopyOutcome } from './token/fresh-copy.ts';
import type { ConnectOutcome } from './token/connecting.ts';
import type { History } from './token/history.ts';
import type { TokenService } from './token/token-service.ts';
import type { Clipboard, Log, SettingsStore } from './ports.ts';

export interface CommandParts {
  readonly service: TokenService;
  readonly account: Account;
  readonly copy: () => Promise<CopyOutcome>;
  readonly clipboard: Clipboard;
  readonly settings: SettingsStore;
  readonly settingsChanged: () => void;
  readonly demoRefreshToken: () => Promise<string>;
  readonly openWindow: (page?: AskedPage) => void;
  readonly openLink: (link: Extract<Command, { kind: 'openLink' }>['link']) => Promise<void>;
  readonly quit: () => void;
  readonly words: () => WordsContext;
  /** When a working day begins tomorrow. */
  readonly tomorrow: () => EpochMs;
  /** Lets the week's warnings rest; false if that could not be written. */
  readonly snooze: (until: SnoozeUntil) => boolean;
  readonly log: Log;
  readonly history: Pick<History, 'record'>;
  readonly diagnostics: DiagnosticsCommands;
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

const OK: PlainResult = { ok: true };
const NOT_DELETED = 'The refresh token could not be deleted from the keychain.';

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
      return { ok: false, reason: 'unexpected', message: unexpected() };
    }
  };
}

function createHandlers(parts: CommandParts): Handlers {
  const { service, account, clipboard, settings, words } = parts;

  const connected = (): boolean => service.state.credential !== undefined;
  const state = (): Message => stateMessage(service.state, words());

  const connect = async (text: string, kind: CredentialKind): Promise<ConnectResult> => {
    const pasted = readPaste(text);
    if (!pasted.ok)
      return { ok: false, reason: 'field', message: pasteMessage(pasted.problem, pasted.expiresAt, words()) };
    return connectResult(await account.connect(pasted.refreshToken, kind));
  };

  const connectResult = (outcome: ConnectOutcome): ConnectResult => {
    switch (outcome.kind) {
      case 'connected':
        return { ok: true };
      case 'refused':
        return { ok: false, reason: 'refused', message: refusedMessage(connected()) };
      case 'replaced':
        return {
          ok: false,
          reason: 'replaced',
          message: message('calm', 'Not tried any further', 'Another refresh token was entered meanwhile.'),
        };
      case 'unreachable':
      case 'notStored':
        return {
          ok: false,
          reason: outcome.kind,
          message: candidateMessage(service.state.candidate, connected(), words()) ?? unexpected(),
        };
    }
  };

  const keychain = (outcome: AccountOutcome, happened: string): PlainResult =>
    outcome.ok ? OK : { ok: false, message: keychainMessage(outcome.why, happened, words()) };

  return {
    connect: ({ text }) => connect(text, 'refreshToken'),
    connectFromClipboard: async () => connect(await clipboard.readText(), 'refreshToken'),
    connectDemo: async () => connect(await parts.demoRefreshToken(), 'demo'),
    keepUntried: async () =>
      keychain(await account.keepUntried(), 'The refresh token is kept in memory only, until you quit.'),
    keepInMemory: () => keychain(account.keepInMemory(), ''),
    discardCandidate: async () => keychain(await account.discardCandidate(), NOT_DELETED),
    retryKeychain: async () => keychain(await account.retryKeychain(), ''),
    copyAccessToken: async () => copyResult(await parts.copy(), state),
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
    forget: async () => keychain(await account.forget(), NOT_DELETED),
    openLink: async ({ link }) => {
      await parts.openLink(link);
      return OK;
    },
    snooze: ({ until }) => {
      const written = parts.snooze(until);
      service.dispatch({ kind: 'woke' });
      return saved(written);
    },
    openWindow: ({ page }) => {
      parts.openWindow(page);
      service.dispatch({ kind: 'woke' });
      return OK;
    },
    changeSettings: (command) => {
      const written = settings.change(command.settings);
      parts.settingsChanged();
      return saved(written);
    },
    ...parts.diagnostics,
    quit: () => {
      parts.quit();
      return OK;
    },
  };
}

/** A setting that could not be written holds all the same, until the app quits. */
function saved(written: boolean): PlainResult {
  if (written) return OK;
  const sentence = 'The setting holds until you quit, but could not be saved: the disk may be full or read-only.';
  return { ok: false, message: message('attention', 'Not saved', sentence) };
}

function copyResult(outcome: CopyOutcome, state: () => Message): CopyResult {
  switch (outcome.kind) {
    case 'copied':
      return {
        ok: true,
        expiresAt: outcome.expiresAt,
        lastsMs: outcome.lastsMs,
        waited: outcome.waited,
        message: copiedMessage(outcome.lastsMs),
      };
    case 'noToken':
      return { ok: false, message: noTokenMessage(state()) };
    case 'clipboardFailed':
      return { ok: false, message: clipboardMessage() };
  }
}

function unexpected(): Message {
  const { title, sentence } = FAILURE_WORDS.unexpected;
  return message('problem', title, `${sentence.replace(' while it asked NERD', '')} Nothing is lost. Try again.`);
}
