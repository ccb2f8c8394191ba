import { app } from 'electron';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * Whether the process that has Chromium's lock is stopped, as by a debugger or SIGSTOP; Linux only. An app of an
 * earlier version has no channel of its own, and to ask it by Chromium's lock would end it. The lock is a link to
 * `HOST-PID` (chrome/browser/process_singleton_posix.cc).
 */
export function isLockHolderStopped(): boolean {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/u.exec(readlinkSync(join(app.getPath('userData'), 'SingletonLock'))) ?? [];
    if (host !== hostname() || pid === undefined) return false;
    // The state comes after the name, which may itself hold brackets (proc(5)).
    const [, state] = /\) (\S)[^)]*$/u.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return state === 'T' || state === 't';
  } catch {
    return false; // No lock, nobody who has it, or no /proc.
  }
}
