import type { COMMANDS } from './command-table.ts';

// Types alone, so that neither preload nor window carry the table itself.
type Table = typeof COMMANDS;
type Types<Kind extends CommandKind> = NonNullable<Table[Kind]['types']>;

/** What a command is called. */
export type CommandKind = keyof Table;

/** The command of one kind, with its fields. */
export type CommandOf<Kind extends CommandKind> = {
  [K in Kind]: Readonly<{ kind: K } & Types<K>['fields']>;
}[Kind];

/** Everything a person can ask for, from tray, window, notification or command line. */
export type Command = CommandOf<CommandKind>;

/** The result that each command gives back. */
export type CommandResults = { readonly [K in CommandKind]: Types<K>['result'] };

/** Sends a command through the one door; answers with the command's own result, and never rejects. */
export type Dispatch = <C extends Command>(command: C) => Promise<CommandResults[C['kind']]>;

/** The fixed list of pages the app opens in the user's browser. */
export type LinkName = CommandOf<'openLink'>['link'];
