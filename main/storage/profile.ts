import { app } from 'electron';
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeToOthers, makeOwnFolder, OWNER_ONLY, removeIfPossible } from '../files/own-files.ts';

let asked: string | undefined;

/**
 * Lets the app start on a profile that cannot be written: Electron keeps its lock for second starts there, and without
 * it would end with no word. What is Electron's own goes to a temporary folder then. To be called first of all; false
 * if nothing can be written anywhere.
 */
export function settleProfile(): boolean {
  asked = app.getPath('userData');
  if (canWrite(asked) || isInUse(asked)) {
    // Chromium's own files in it have the umask's modes. A folder that somebody chose may hold more than a profile.
    if (!app.commandLine.hasSwitch('user-data-dir')) closeToOthers(asked);
    return true;
  }
  const folder = folderElsewhere(asked);
  if (folder === undefined) return false;
  app.setPath('userData', folder);
  // The lock's socket has a folder of its own there, which on a full disk cannot be made.
  if (!canWrite(tmpdir())) process.env['TMPDIR'] = folder;
  return true;
}

/** Where the app's own files are: its settings, history and log. */
export function profileFolder(): string {
  return asked ?? app.getPath('userData');
}

function canWrite(folder: string): boolean {
  const probe = join(folder, `.write-check-${process.pid}`);
  try {
    makeOwnFolder(folder);
    writeFileSync(probe, '.', { flag: 'wx', mode: OWNER_ONLY });
    return true;
  } catch {
    return false;
  } finally {
    // Where a file stands in the folder's place, even to delete nothing fails.
    removeIfPossible(probe);
  }
}

/**
 * Whether an app runs there already, which could write once. Chromium's lock is a link to `HOST-PID`
 * (chrome/browser/process_singleton_posix.cc); Windows has none, and there the folder is as good as free.
 */
function isInUse(folder: string): boolean {
  try {
    const pid = Number(/-(\d+)$/u.exec(readlinkSync(join(folder, 'SingletonLock')))?.[1]);
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * The same one for the same profile, so that a second start finds the first; nobody else can have made it. Where the
 * disk is full, the folder of the running session is still there, since it is kept in memory (Linux).
 */
function folderElsewhere(profile: string): string | undefined {
  const name = `nerd-tray-${createHash('sha256').update(profile).digest('hex').slice(0, 16)}`;
  const parents = [tmpdir(), process.env['XDG_RUNTIME_DIR']].filter((parent) => parent !== undefined);
  return parents.map((parent) => join(parent, name)).find(isOurs) ?? folderOfItsOwn();
}

function isOurs(folder: string): boolean {
  try {
    makeOwnFolder(folder);
    const { uid, mode } = lstatSync(folder);
    const isAnothers = process.platform !== 'win32' && (uid !== process.getuid?.() || (mode & 0o77) !== 0);
    return !isAnothers && canWrite(folder);
  } catch {
    return false;
  }
}

function folderOfItsOwn(): string | undefined {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'nerd-tray-'));
    return canWrite(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
