import { app } from 'electron';
import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** The command line that this process was started with, in its parts. */
export interface LaunchCommand {
  readonly program: string;
  /** The arguments before the app's own: none in a package, in a checkout the entry that Electron is to run. */
  readonly before: readonly string[];
  readonly args: readonly string[];
}

/** Gives the command that starts this very program once more. */
export function launchCommand(): LaunchCommand {
  const program = appImage() ?? process.execPath;
  return { program, ...splitArguments(process.argv.slice(1), app.isPackaged) };
}

/**
 * Gives the path of the AppImage that this program runs from; undefined if it runs from none. The program is in a mount
 * that ends with it, so only the AppImage's own file can be started again. Its runtime sets APPIMAGE (the file) and
 * APPDIR (the mount); an app that was started from another AppImage inherits that one's variables.
 */
export function appImage(): string | undefined {
  const { APPIMAGE, APPDIR } = process.env;
  return APPDIR === undefined ? undefined : trustedAppImage({ APPIMAGE, APPDIR: real(APPDIR) }, process.execPath);
}

/**
 * Gives the file that APPIMAGE names, if the running program lies below APPDIR. Both paths have to be without links.
 */
export function trustedAppImage(
  { APPIMAGE = '', APPDIR = '' }: Readonly<Record<'APPIMAGE' | 'APPDIR', string | undefined>>,
  execPath: string,
): string | undefined {
  if (!isAbsolute(APPIMAGE) || !isAbsolute(APPDIR) || resolve(APPDIR) === resolve('/')) return undefined;
  const inside = relative(APPDIR, execPath);
  return inside !== '' && !isAbsolute(inside) && inside.split(sep)[0] !== '..' ? APPIMAGE : undefined;
}

function real(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined; // it is not there
  }
}

/** Splits Electron's arguments from the app's; the first one that is no switch is the entry that Electron runs. */
export function splitArguments(args: readonly string[], isPackaged: boolean): Omit<LaunchCommand, 'program'> {
  if (isPackaged) return { before: [], args };
  const takesFile = (arg: string | undefined): boolean => arg === '-r' || arg === '--require';
  const entry = args.findIndex((arg, index) => !arg.startsWith('-') && !takesFile(args[index - 1]));
  return { before: args.slice(0, entry + 1), args: args.slice(entry + 1) };
}

/** These switches stay at login: the profile, and what its windows are drawn on. */
const SWITCHES_AT_LOGIN = /^--(?:user-data-dir|ozone-platform)=/u;

/** Gives the command that starts this app on this profile when the user logs in, from whatever folder that is done. */
export function loginCommand({ program, before, args }: LaunchCommand): readonly string[] {
  const entry = before.at(-1);
  // A checkout that runs without the sandbox would not start with it.
  const atLogin = args.filter((arg) => SWITCHES_AT_LOGIN.test(arg) || (entry !== undefined && arg === '--no-sandbox'));
  return [program, ...(entry === undefined ? [] : [resolve(entry)]), ...atLogin.map(withAbsoluteProfile), '--hidden'];
}

function withAbsoluteProfile(arg: string): string {
  const [name, folder] = arg.split(/=(.*)/su);
  return name === '--user-data-dir' && folder !== undefined ? `${name}=${resolve(folder)}` : arg;
}
