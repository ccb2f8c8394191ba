import type { Command, CommandResults, Dispatch } from '../../preload/contract/command.ts';
import { commandHistory, commandLogName } from '../core/history/command-records.ts';
import type { Log } from '../ports/storage.ts';
import type { History } from '../token/history-recorder.ts';
import type { ServerClock } from '../token/server-clock.ts';
import { createAnnotationCommands, type AnnotationCommandParts } from './annotation-commands.ts';
import { createAppCommands, type AppCommandParts } from './app-commands.ts';
import { createClipboardCommands, type ClipboardCommandParts } from './clipboard-commands.ts';
import { createDiagnosticsCommands, type DiagnosticsCommandParts } from './diagnostics-commands.ts';
import { failuresIn, type Handlers, type ResultParts } from './handlers.ts';
import { createKeyPairCommands, type KeyPairCommandParts } from './key-pair-commands.ts';
import { createProxyCommands, type ProxyCommandParts } from './proxy-commands.ts';
import { createSessionCommands, type SessionCommandParts } from './session-commands.ts';
import { createSettingsCommands, type SettingsCommandParts } from './settings-commands.ts';

interface DispatchParts extends ResultParts {
  readonly log: Log;
  readonly history: Pick<History, 'record'>;
  readonly clock: Pick<ServerClock, 'uptime'>;
}

/** What the handlers of all commands need. */
export type CommandParts = DispatchParts &
  AnnotationCommandParts &
  AppCommandParts &
  ClipboardCommandParts &
  DiagnosticsCommandParts &
  KeyPairCommandParts &
  ProxyCommandParts &
  SessionCommandParts &
  SettingsCommandParts;

export interface Commands {
  readonly dispatch: Dispatch;
  /** Forgets what only the window needed: a private key that was taken, a text and its annotations. */
  readonly windowClosed: () => void;
}

/** A handler for every command of the contract's table, and the one door to them. */
export function createCommands(parts: CommandParts): Commands {
  const session = createSessionCommands(parts);
  const annotation = createAnnotationCommands(parts);
  const keyPair = createKeyPairCommands(parts);
  const handlers: Handlers = {
    ...session.handlers,
    ...createClipboardCommands(parts),
    ...createSettingsCommands(parts),
    ...createAppCommands(parts),
    ...createProxyCommands(parts),
    ...createDiagnosticsCommands(parts),
    ...annotation.handlers,
    ...keyPair.handlers,
  };
  return {
    dispatch: createDispatch(handlers, parts),
    windowClosed() {
      session.windowClosed();
      annotation.windowClosed();
      keyPair.windowClosed();
    },
  };
}

/** The one door: carries a command out, and records it in log and history. An exception becomes a failed result. */
export function createDispatch(handlers: Handlers, parts: DispatchParts): Dispatch {
  const { service, log, history, clock } = parts;
  const failed = failuresIn(parts.context);
  return async <C extends Command>(command: C) => {
    type Result = CommandResults[C['kind']];
    const kind: C['kind'] = command.kind;
    const handle = handlers[kind] as unknown as (command: C) => Result | Promise<Result>;
    const startedMs = clock.uptime();
    const connected = service.state.credential !== undefined;
    try {
      const result = await handle(command);
      log.event('command', { kind: commandLogName(kind), ok: result.ok });
      const tookMs = Math.round(clock.uptime() - startedMs);
      const event = commandHistory(command, result, { tookMs, connected });
      if (event !== undefined) history.record(event);
      return result;
    } catch {
      // Not even the error's name: it may hold what was typed.
      log.event('commandFailed', { kind: commandLogName(kind) });
      return { ...failed({ kind: 'unexpected' }), reason: 'unexpected' } as Result;
    }
  };
}
