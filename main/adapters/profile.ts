import { app } from 'electron';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OWNER_ONLY = 0o700;

let asked: string | undefined;

/**
 * Lets the app start on a profile that cannot be written: Electron keeps its lock for second starts there, and without
 * it would end with no word. What is Electron's own goes to a temporary folder then. To be called first of all.
 */
export function settleProfile(): void {
  asked = app.getPath('userData');
  if (canWrite(asked) || isInUse(asked)) return;
  app.setPath('userData', temporaryFolder(asked));
}

/** Where the app's own files are: its settings, history and log. */
export function profileFolder(): string {
  return asked ?? app.getPath('userData');
}

function canWrite(folder: string): boolean {
  const probe = join(folder, `.write-check-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
    writeFileSync(probe, '.', { flag: 'wx' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
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

/** The same one for the same profile, so that a second start finds the first; nobody else can have made it. */
function temporaryFolder(profile: string): string {
  const name = createHash('sha256').update(profile).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `nerd-tray-${name}`);
  try {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
    const { uid, mode } = lstatSync(folder);
    if (process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o77) === 0 && canWrite(folder)))
      return folder;
  } catch {
    // Then one of its own.
  }
  return mkdtempSync(join(tmpdir(), 'nerd-tray-'));
}
