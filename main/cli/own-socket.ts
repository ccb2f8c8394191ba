import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';

/** The longest name of a Unix socket, in bytes: `sun_path` on macOS, which has the least room (Linux: 107). */
export const LONGEST_SOCKET_BYTES = 103;

/** Whether only this user can have made the socket: neither folder nor socket is a link or open to others. */
export function isOwnSocket(address: string): boolean {
  if (process.platform === 'win32') return true;
  try {
    return isOwnFolder(dirname(address)) && isAlone(address, 'isSocket');
  } catch {
    return false; // Whoever listened there has ended, and its folder is deleted.
  }
}

/** Whether this is a folder that only this user can enter, and no link to one. Throws if there is nothing. */
export function isOwnFolder(path: string): boolean {
  return isAlone(path, 'isDirectory');
}

function isAlone(path: string, kind: 'isDirectory' | 'isSocket'): boolean {
  const stats = lstatSync(path);
  return stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0 && stats[kind]();
}
