import { parseLogLine } from '../storage/log-line.ts';
import { diagnosticsText } from '../core/diagnostics/diagnostics.ts';
import type { MessageContext } from '../core/messages/conditions.ts';
import { messageOf } from '../core/messages/messages.ts';
import type { DiagnosticsResult, HistoryResult, PlainResult } from '../../preload/contract/command-results.ts';
import type { AppSnapshot, DurationMs } from '../../preload/contract/snapshot.ts';
import type { AppPorts } from '../ports/app.ts';
import type { History } from '../token/history-recorder.ts';

/** Some days of an app that is well, some hours of one that is not. */
const LOG_LINES = 300;

export interface DiagnosticsSources extends Pick<AppPorts, 'system' | 'lastLogLines' | 'clipboard'> {
  readonly snapshot: () => AppSnapshot;
  readonly words: () => MessageContext;
  readonly skewMs: () => DurationMs;
  readonly history: Pick<History, 'recent'>;
}

/** What the window asks for of the past. */
export interface DiagnosticsCommands {
  readonly readHistory: () => HistoryResult;
  readonly readDiagnostics: () => DiagnosticsResult;
  readonly copyDiagnostics: () => Promise<PlainResult>;
}

/** The history, and the diagnostics for a support person. What is copied is what was read last, and nothing else. */
export function createDiagnostics(sources: DiagnosticsSources): DiagnosticsCommands {
  const { system, lastLogLines, clipboard, snapshot, words, skewMs, history } = sources;
  let lastRead: string | undefined;

  const read = (): string => {
    const lines = lastLogLines(LOG_LINES);
    const log = lines.map(parseLogLine).filter((line) => line !== undefined);
    lastRead = diagnosticsText({
      system: system(),
      snapshot: snapshot(),
      skewMs: skewMs(),
      history: history.recent(),
      log,
      logLeftOut: lines.length - log.length,
    });
    return lastRead;
  };

  return {
    readHistory: () => ({ ok: true, entries: history.recent() }),
    readDiagnostics: () => ({ ok: true, text: read() }),
    async copyDiagnostics() {
      if ((await clipboard.writeText(lastRead ?? read())) === 'written') return { ok: true };
      return { ok: false, message: messageOf({ kind: 'diagnosticsNotCopied' }, words()) };
    },
  };
}
