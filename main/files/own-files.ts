import {
  appendFileSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';

const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = constants;
/**
 * The name itself, not what a link of that name leads to; and no waiting for whoever reads a pipe. Windows knows
 * neither, whatever Node's types say.
 */
const AS_IT_IS =
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** Reading and writing for the user, nothing for others. */
export const OWNER_ONLY = 0o600;
/** The same for a folder. */
export const OWNER_ONLY_FOLDER = 0o700;

/**
 * Adds to a file that only the user may read, and makes it if there is none. Its mode is set each time: the umask is
 * somebody else's, and the file may be older than this rule. Throws where that is not possible, or the name is a link.
 */
export function appendOwn(path: string, text: string): void {
  withFile(path, O_WRONLY | O_APPEND | O_CREAT, OWNER_ONLY, (file) => {
    appendFileSync(file, text);
  });
}

/** How a file is written anew. */
export interface NewFile {
  readonly mode: number;
  /** The old one is kept under this name. */
  readonly keepOldAs?: string | undefined;
  /** False for what is of no use after one: it need not reach the disk at once. */
  readonly survivesPowerCut?: boolean;
}

/** Writes a file whole or not at all: a power cut leaves the old one or the new one. Throws where that is not possible. */
export function replaceOwn(path: string, text: string, { mode, keepOldAs, survivesPowerCut = true }: NewFile): void {
  const fresh = `${path}.new`;
  try {
    rmSync(fresh, { force: true });
    withFile(fresh, O_WRONLY | O_CREAT | O_EXCL, mode, (file) => {
      writeFileSync(file, text);
      if (survivesPowerCut) fsyncSync(file);
    });
    if (keepOldAs !== undefined) renameSync(path, keepOldAs);
    renameSync(fresh, path);
  } catch (error) {
    removeIfPossible(fresh);
    throw error;
  }
}

/** Reads a file of the app's own; throws if there is none, or the name is a link. */
export function readOwn(path: string): string {
  const file = openSync(path, O_RDONLY | AS_IT_IS);
  try {
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/** Makes a folder, and those above it, that only the user may enter. One that is there stays as it is. */
export function makeOwnFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: OWNER_ONLY_FOLDER });
}

/** Takes from others what an earlier version, or a generous umask, has left them of this file or folder of ours. */
export function closeToOthers(path: string): void {
  try {
    const file = openSync(path, O_RDONLY | AS_IT_IS);
    try {
      settleMode(file, fstatSync(file).isDirectory() ? OWNER_ONLY_FOLDER : OWNER_ONLY);
    } finally {
      closeSync(file);
    }
  } catch {
    // There is none, it is a link, or it cannot be opened: then it is not for this to mend.
  }
}

function withFile(path: string, flags: number, mode: number, write: (file: number) => void): void {
  const file = openSync(path, flags | AS_IT_IS, mode);
  try {
    settleMode(file, mode);
    write(file);
  } finally {
    closeSync(file);
  }
}

function settleMode(file: number, mode: number): void {
  const now = fstatSync(file);
  if ((!now.isFile() && !now.isDirectory()) || (now.mode & 0o777) === mode || process.platform === 'win32') return;
  try {
    fchmodSync(file, mode);
  } catch {
    // Somebody else's, or on a file system without modes (FAT): what can be written there is not lost over that.
  }
}

/** Deletes a file, if there is one and it can be deleted; never throws. */
export function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What stands in the way is no file of ours; the failure that led here is the one to tell.
  }
}
