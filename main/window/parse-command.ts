import * as v from 'valibot';
import type { Command, CommandKind } from '../../preload/contract/command.ts';
import { COMMANDS } from '../../preload/contract/command-table.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { OperatingSystem } from '../../preload/contract/snapshot.ts';
import { parseShortcut } from '../core/input/shortcut.ts';
import { shortcutRefusal } from '../core/input/shortcut-rules.ts';
import { hasWorkingTime } from '../core/time/calendar.ts';

const KINDS = Object.keys(COMMANDS) as CommandKind[];
const COMMAND = v.variant(
  'kind',
  KINDS.map((kind) => v.strictObject({ kind: v.literal(kind), ...COMMANDS[kind].fields })),
);

/** Parses a command from outside main on this system; undefined if it is none. It never says what was wrong: that may be secret. */
export function parseCommand(value: unknown, system: OperatingSystem): Command | undefined {
  const parsed = v.safeParse(COMMAND, value);
  if (!parsed.success) return undefined;
  // The options are made in a loop, which is more than the compiler follows.
  const command = parsed.output as Command;
  return command.kind === 'changeSettings' && !areUsable(command.settings, system) ? undefined : command;
}

/** Whether the core's rules accept these settings, beyond the form that the table of commands checks. */
function areUsable({ workingHours, copyShortcut }: Partial<Settings>, system: OperatingSystem): boolean {
  return isChoosable(copyShortcut, system) && (workingHours === undefined || hasWorkingTime(workingHours));
}

function isChoosable(accelerator: string | null | undefined, system: OperatingSystem): boolean {
  if (accelerator == null) return true;
  const shortcut = parseShortcut(accelerator);
  return shortcut !== undefined && shortcutRefusal(shortcut, system) === undefined;
}
