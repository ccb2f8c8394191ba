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
export function launchCommand(): OwnCommand {
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

/** The profile that is used and, where they were given, what its windows are drawn on and (for a checkout) no sandbox. */
const KEPT_AT_LOGIN = /^--(?:user-data-dir|ozone-platform)=/u;

/** The command that starts this app on this profile when the user logs in, from whatever folder that is done. */
export function loginCommand({ program, before, args }: OwnCommand): readonly string[] {
  const entry = before.at(-1);
  const kept = args.filter((arg) => KEPT_AT_LOGIN.test(arg) || (entry !== undefined && arg === '--no-sandbox'));
  return [program, ...(entry === undefined ? [] : [resolve(entry)]), ...kept.map(wherever), '--hidden'];
}

function wherever(arg: string): string {
  const [name, folder] = arg.split(/=(.*)/su);
  return name === '--user-data-dir' && folder !== undefined ? `${name}=${resolve(folder)}` : arg;
}
