import { app } from 'electron';
import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** The command line that this process was started with, in its parts. */
export interface LaunchCommand {
  readonly program: string;
  /** What has to stand before the app's own arguments: nothing in a package, in a checkout what Electron is to run. */
  readonly before: readonly string[];
  readonly args: readonly string[];
}

/** How this very program is started once more. */
export function launchCommand(): LaunchCommand {
  const program = appImage() ?? process.execPath;
  return { program, ...splitArguments(process.argv.slice(1), app.isPackaged) };
}

/**
 * The AppImage that this program runs from, if it does: it is mounted, and the mount is gone when it ends. Its runtime
 * names the file itself, and where it is mounted; an app that was started from another AppImage inherits that one's.
 */
export function appImage(): string | undefined {
  const { APPIMAGE, APPDIR } = process.env;
  return APPDIR === undefined ? undefined : trustedAppImage({ APPIMAGE, APPDIR: real(APPDIR) }, process.execPath);
}

/** The file that APPIMAGE names, if the running program lies below APPDIR; both as paths without links. */
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

/** Tells Electron's arguments and the app's apart; the first one that is no switch is what Electron is to run. */
export function splitArguments(args: readonly string[], isPackaged: boolean): Omit<LaunchCommand, 'program'> {
  if (isPackaged) return { before: [], args };
  const takesFile = (arg: string | undefined): boolean => arg === '-r' || arg === '--require';
  const entry = args.findIndex((arg, index) => !arg.startsWith('-') && !takesFile(args[index - 1]));
  return { before: args.slice(0, entry + 1), args: args.slice(entry + 1) };
}

/** The profile that is used and, where they were given, what its windows are drawn on and (for a checkout) no sandbox. */
const SWITCHES_AT_LOGIN = /^--(?:user-data-dir|ozone-platform)=/u;

/** The command that starts this app on this profile when the user logs in, from whatever folder that is done. */
export function loginCommand({ program, before, args }: LaunchCommand): readonly string[] {
  const entry = before.at(-1);
  const kept = args.filter((arg) => SWITCHES_AT_LOGIN.test(arg) || (entry !== undefined && arg === '--no-sandbox'));
  return [program, ...(entry === undefined ? [] : [resolve(entry)]), ...kept.map(withAbsoluteProfile), '--hidden'];
}

function withAbsoluteProfile(arg: string): string {
  const [name, folder] = arg.split(/=(.*)/su);
  return name === '--user-data-dir' && folder !== undefined ? `${name}=${resolve(folder)}` : arg;
}
