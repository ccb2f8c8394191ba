import { readFile, readdir } from 'node:fs/promises';
import { searchStream, type Finding, type Secret } from './secret-search.ts';

interface ProcessInfo {
  readonly id: number;
  readonly parent: number;
  readonly commandLine: Buffer;
}

/** Searches command line and, where the system shows it, environment of a process and of all that come from it, and counts them. */
export async function searchProcesses(
  root: number,
  secrets: readonly Secret[],
): Promise<{ readonly findings: readonly Finding[]; readonly processes: number }> {
  const family = familyOf(root, await allProcesses());
  const findings: Finding[] = [];
  for (const { id, commandLine } of family) {
    // A sandboxed child's can be closed to its own user, and Chromium writes its title over main's: best effort.
    const environment = await readFile(`/proc/${id}/environ`).catch(() => Buffer.alloc(0));
    findings.push(...(await searchStream(`process ${id}`, [commandLine, Buffer.from('\n'), environment], secrets)));
  }
  return { findings, processes: family.length };
}

function familyOf(root: number, all: readonly ProcessInfo[]): readonly ProcessInfo[] {
  const family = all.filter(({ id }) => id === root);
  // It grows while it is gone through.
  for (const { id } of family) family.push(...all.filter(({ parent }) => parent === id));
  return family;
}

async function allProcesses(): Promise<readonly ProcessInfo[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(
    ids.map(async (id): Promise<ProcessInfo[]> => {
      try {
        const status = await readFile(`/proc/${id}/status`, 'utf8');
        const parent = Number(/^PPid:\s*(\d+)$/mu.exec(status)?.[1]);
        return [{ id: Number(id), parent, commandLine: await readFile(`/proc/${id}/cmdline`) }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    }),
  );
  return found.flat();
}
