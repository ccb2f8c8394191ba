import { chmod, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startDaemon } from './desktop/daemon.ts';
import type { Desktop } from './desktop/desktop.ts';

const SIZE_MB = 32;
/** Far more files than Chromium's profile has. */
const MOST_FILES = 1000;
const PIECE = Buffer.alloc(64 * 1024, 'x');

/** A disk of its own for one folder, which can be filled. */
export interface SmallDisk {
  /** The folder as the test reaches it. */
  readonly folder: string;
  /** Electron, for which the folder is on that disk. */
  readonly electron: string;
  /** Fills it to the last byte and the last file: on most file systems a new folder takes room, too. */
  fill(): Promise<void>;
  free(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Puts a small disk where `folder` is, in a mount namespace (mount_namespaces(7)), so that an ordinary user can. Where
 * a machine forbids those, a folder that cannot be written stands in for a full disk.
 */
export async function startSmallDisk({ env, home }: Desktop, folder: string): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const electron = createRequire(import.meta.url)('electron') as string;
  if (env['NERD_TRAY_NO_SANDBOX'] === '1') {
    const free = () => allow(folder, 0o700);
    return { folder, electron, fill: () => allow(folder, 0o500), free, stop: free };
  }
  const mount = `mount -t tmpfs -o size=${SIZE_MB}m,nr_inodes=${MOST_FILES},mode=700 tmpfs "$1" && echo there && exec sleep infinity`;
  const holder = startDaemon('unshare', ['-rm', 'sh', '-c', mount, 'sh', folder], { env });
  await holder.firstLine(1);
  const pid = String(holder.child.pid);
  // Into the namespaces, and there an ordinary user again, as Chromium wants it and the bus knows us.
  const ids = [`--map-user=${String(process.getuid?.())}`, `--map-group=${String(process.getgid?.())}`];
  const enter = ['nsenter', '-t', pid, '-U', '-m', '--preserve-credentials', 'unshare', '-U', ...ids];
  const wrapper = join(home, 'electron-on-small-disk');
  await writeFile(wrapper, `#!/bin/sh\nexec ${enter.join(' ')} '${electron}' "$@"\n`, { mode: 0o755 });
  const outside = join('/proc', pid, 'root', folder);
  const filler = join(outside, 'filler');
  return {
    folder: outside,
    electron: wrapper,
    async fill() {
      await mkdir(filler);
      const file = await open(join(filler, 'bytes'), 'a');
      for (let piece = PIECE; piece.length > 0;) {
        if (!(await hasRoom(file.appendFile(piece)))) piece = piece.subarray(0, Math.floor(piece.length / 2));
      }
      await file.close();
      for (let index = 0; await hasRoom(writeFile(join(filler, String(index)), ''));) index += 1;
    },
    free: () => rm(filler, { recursive: true }),
    stop: () => holder.stop(),
  };
}

async function hasRoom(writing: Promise<void>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}

/** To itself and the folders in it. */
async function allow(folder: string, mode: number): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  for (const each of [folder, ...folders]) await chmod(each, mode);
}
