import { readdir, readFile } from 'node:fs/promises';

/** Gives the ids of the app's processes, main included, whose command line contains all of these words. */
export async function appProcesses(main: number, ...words: readonly string[]): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number);
  const parents = new Map<number, number>();
  const lines = new Map<number, string>();
  for (const id of ids) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    parents.set(id, Number(/\) \S (\d+)/u.exec(stat)?.[1]));
    lines.set(id, await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''));
  }
  const isOurs = (id: number | undefined): boolean =>
    id !== undefined && id > 1 && (id === main || isOurs(parents.get(id)));
  return ids.filter((id) => isOurs(id) && words.every((word) => lines.get(id)?.includes(word)));
}

/** Kills the same processes by SIGKILL, and gives their number. */
export async function killProcesses(main: number, ...words: readonly string[]): Promise<number> {
  const ids = await appProcesses(main, ...words);
  for (const id of ids) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // The process has just ended by itself.
    }
  }
  return ids.length;
}

/** Gives the ids of those of these processes that still run. A zombie counts as ended. */
export async function stillRunning(ids: readonly number[]): Promise<number[]> {
  const stats = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')));
  return ids.filter((_id, index) => /\) [^ZX] /u.test(stats[index] ?? ''));
}
