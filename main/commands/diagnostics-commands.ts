import { parseLogLine } from '../storage/log-line.ts';
import { diagnosticsText } from '../core/diagnostics/diagnostics.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { AppPorts } from '../ports/app.ts';
import type { Clipboard } from '../ports/desktop.ts';
import type { History } from '../token/history-recorder.ts';
import type { ServerClock } from '../token/server-clock.ts';
import { failuresIn, OK, type Handlers, type ResultParts } from './handlers.ts';

/** This many lines cover some days of an app that is well, and some hours of one that is not. */
const LOG_LINES = 300;

export interface DiagnosticsCommandParts
  extends Pick<AppPorts, 'system' | 'lastLogLines'>, Pick<ResultParts, 'context'> {
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly snapshots: { take(): AppSnapshot };
  readonly clock: Pick<ServerClock, 'skewMs'>;
  readonly history: Pick<History, 'recent'>;
}

/** The commands for the history and for the diagnostics that a support person needs. A copy is what was read last. */
export function createDiagnosticsCommands(
  parts: DiagnosticsCommandParts,
): Handlers<'readHistory' | 'readDiagnostics' | 'copyDiagnostics'> {
  const { system, lastLogLines, clipboard, snapshots, clock, history } = parts;
  const failed = failuresIn(parts.context);
  let lastRead: string | undefined;

  const read = (): string => {
    const lines = lastLogLines(LOG_LINES);
    const log = lines.map(parseLogLine).filter((line) => line !== undefined);
    lastRead = diagnosticsText({
      system: system(),
      snapshot: snapshots.take(),
      skewMs: clock.skewMs,
      history: history.recent(),
      log,
      logLeftOut: lines.length - log.length,
    });
    return lastRead;
  };

  return {
    readHistory: () => ({ ok: true, entries: history.recent() }),
    readDiagnostics: () => ({ ok: true, text: read() }),
    copyDiagnostics: async () =>
      (await clipboard.writeText(lastRead ?? read())) === 'written' ? OK : failed({ kind: 'diagnosticsNotCopied' }),
  };
}
