import { app } from 'electron';
import { resolve } from 'node:path';

/** The command line that this process was started with, in its parts. */
export interface OwnCommand {
  readonly program: string;
  /** What has to stand before the app's own arguments: nothing in a package, in a checkout what Electron is to run. */
  readonly before: readonly string[];
  readonly args: readonly string[];
}

/** How this very program is started once more. */
export function ownCommand(): OwnCommand {
  // An AppImage runs from a mount that is gone when it ends; its runtime names the file itself.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  return { program, ...splitArguments(process.argv.slice(1), app.isPackaged) };
}

/** Tells Electron's arguments and the app's apart; the first one that is no switch is what Electron is to run. */
export function splitArguments(args: readonly string[], isPackaged: boolean): Omit<OwnCommand, 'program'> {
  if (isPackaged) return { before: [], args };
  const takesFile = (arg: string | undefined): boolean => arg === '-r' || arg === '--require';
  const entry = args.findIndex((arg, index) => !arg.startsWith('-') && !takesFile(args[index - 1]));
  return { before: args.slice(0, entry + 1), args: args.slice(entry + 1) };
}

/**
 * The command that starts this app on this profile when the user logs in. Of Electron's arguments only the app to run is
 * kept, of the app's own only where its profile is and what its windows are drawn on.
 */
export function loginCommand({ program, before, args }: OwnCommand): readonly string[] {
  const entry = before.at(-1);
  const kept =
    entry === undefined ? ['user-data-dir', 'ozone-platform'] : ['user-data-dir', 'ozone-platform', 'no-sandbox'];
  return [
    program,
    ...(entry === undefined ? [] : [resolve(entry)]),
    ...args.filter((arg) => kept.some((name) => arg === `--${name}` || arg.startsWith(`--${name}=`))),
    '--hidden',
  ];
}
