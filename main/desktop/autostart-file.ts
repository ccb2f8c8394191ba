import { accessSync, constants, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { makeOwnFolder, replaceOwn } from '../files/own-files.ts';
import type { LoginItem } from '../ports/desktop.ts';
import type { Log } from '../ports/storage.ts';
import { autostartEntry, readAutostartEntry, type AutostartEntry } from './autostart-entry.ts';

/** As other programs write theirs: the desktop reads it as the user, and nothing in it is secret. */
const READABLE = 0o644;

/** Where desktops look, by the XDG Base Directory Specification; a path that is not absolute counts as none. */
export function autostartPath(configHome = process.env['XDG_CONFIG_HOME'], home = homedir()): string {
  const folder = configHome !== undefined && isAbsolute(configHome) ? configHome : join(home, '.config');
  return join(folder, 'autostart', 'nerd-tray.desktop');
}

export interface AutostartOptions {
  readonly path: string;
  /** What the entry is to start. */
  readonly command: readonly string[];
  /** How many parts of it, from the first on, tell this program from another. */
  readonly programParts: number;
  /** False for a checkout: an app that is installed keeps its entry. */
  readonly isInstalled: boolean;
  readonly log: Log;
}

/** Launch at login by an autostart entry of the user's: on Linux Electron's own call does nothing. */
export function createAutostart({ path, command, programParts, isInstalled, log }: AutostartOptions): LoginItem {
  const write = (): boolean => {
    try {
      makeOwnFolder(dirname(path));
      replaceOwn(path, autostartEntry(command), { mode: READABLE });
      return true;
    } catch {
      log.event('loginItemNotWritten');
      return false;
    }
  };
  const program = command.slice(0, programParts);
  return {
    state() {
      const entry = read(path);
      return entry?.enabled === true && startsSomething(entry) ? 'on' : 'off';
    },
    change: (on) => (on ? write() : removeIfThere(path)),
    keepUp() {
      const entry = read(path);
      if (entry?.enabled !== true) return;
      const isOwn = program.every((part, index) => entry.command[index] === part);
      if (!isOwn && (isInstalled || !startsSomething(entry))) write();
    },
    startedAtLogin: () => false, // its command line says so
  };
}

function read(path: string): AutostartEntry | undefined {
  try {
    return readAutostartEntry(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // there is none
  }
}

/** Desktops pass an entry by whose program is gone. */
function startsSomething({ tryExec, command }: AutostartEntry): boolean {
  const program = tryExec ?? command[0];
  if (program === undefined) return false;
  try {
    // One without a path is looked for in PATH, by the desktop's own.
    if (isAbsolute(program)) accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function removeIfThere(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}
