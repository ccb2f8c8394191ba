import { app } from 'electron';
import { createHash, randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { OWNER_ONLY, readOwn, replaceOwn } from '../files/own-files.ts';
import { profileFolder } from '../storage/profile.ts';

const PIPE = '\\\\.\\pipe\\nerd-tray-app-';
/** The file in the profile that names the pipe of the app that runs (Windows). */
const PIPE_FILE = 'command-pipe';

/**
 * Gives the addresses at which the app of this profile may listen for other starts: sockets in the session's runtime
 * folder or in the profile; on Windows the pipe that the profile names. A start without XDG_RUNTIME_DIR (cron, ssh, su)
 * looks in the folder that systemd gives a user, too.
 */
export function channelAddresses(): string[] {
  if (process.platform === 'win32') return pipeNamed();
  const uid = process.getuid?.();
  return addressesIn(process.env['XDG_RUNTIME_DIR'], uid === undefined ? undefined : `/run/user/${uid}`);
}

function addressesIn(...runtimeFolders: readonly (string | undefined)[]): string[] {
  return socketAddresses(profileFolder(), app.getPath('userData'), runtimeFolders);
}

/** Gives the sockets of a profile, the best first: below each runtime folder, then in Electron's folder of the profile. */
export function socketAddresses(
  profile: string,
  userData: string,
  runtimeFolders: readonly (string | undefined)[],
): string[] {
  const known = runtimeFolders.filter((folder) => folder !== undefined);
  const folders = [...known.map((folder) => join(folder, 'nerd-tray')), join(userData, 'channel')];
  // Profiles share the runtime folder.
  const name = createHash('sha256').update(real(profile)).digest('hex').slice(0, 16);
  return [...new Set(folders.map((folder) => join(folder, name)))].filter(isAbsolute);
}

/** Gives the addresses for an app that is about to listen at the first one it can have; a pipe gets a new name. */
export function newChannelAddresses(): string[] {
  return process.platform === 'win32' ? newPipe() : addressesIn(process.env['XDG_RUNTIME_DIR']);
}

/**
 * Names a new pipe in the profile. Any user can make a pipe of any name, so this one cannot be guessed, and no name is
 * used twice.
 */
function newPipe(): string[] {
  const name = randomBytes(16).toString('hex');
  try {
    replaceOwn(join(app.getPath('userData'), PIPE_FILE), name, { mode: OWNER_ONLY, survivesPowerCut: false });
    return [`${PIPE}${name}`];
  } catch {
    return []; // Nobody could read the name.
  }
}

function pipeNamed(): string[] {
  try {
    const name = readOwn(join(app.getPath('userData'), PIPE_FILE));
    return /^[\da-f]{32}$/u.test(name) ? [`${PIPE}${name}`] : [];
  } catch {
    return []; // No app has ever listened there.
  }
}

/** The same for each way to a profile: Chromium's lock, too, is the folder's and not the path's. */
function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder; // It is not there yet.
  }
}
