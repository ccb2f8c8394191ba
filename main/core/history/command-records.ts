import type { Command, CommandKind, CommandResults } from '../../../preload/contract/command.ts';
import { COMMANDS, type CommandTiming, type Stored } from '../../../preload/contract/command-table.ts';
import type { HistoryEvent } from '../../../preload/contract/history.ts';

/** Gives the log's name for a command. */
export function commandLogName(kind: CommandKind): string {
  const { logName = kind }: Stored<never, never> = COMMANDS[kind];
  return logName;
}

/** The log's names for all commands. */
export const COMMAND_LOG_NAMES: readonly string[] = (Object.keys(COMMANDS) as CommandKind[]).map(commandLogName);

/**
 * Gives the history's event for a command that was carried out; undefined for most. No event has text that a person
 * entered.
 */
export function commandHistory<C extends Command>(
  command: C,
  result: CommandResults[C['kind']],
  timing: CommandTiming,
): HistoryEvent | undefined {
  // Command and result are of one kind, which the compiler cannot follow through the table.
  const { history }: Stored<never, never> = COMMANDS[command.kind];
  return history?.(command as never, result as never, timing);
}
