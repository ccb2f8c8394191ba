import { readFileSync, writeFileSync } from 'node:fs';

/** None of the kinds of memory that a core dump can hold (core(5), "Controlling which mappings are written"). */
const NO_MEMORY = '0';

/**
 * Keeps the memory of this process, and of every process that it starts from now on, out of the core dumps that Linux
 * writes when a process crashes: the tokens are in it. Chromium's two starters of processes run already, so they are
 * told too. Call it before anything secret is read. Elsewhere it does nothing.
 */
export function keepMemoryOutOfCoreDumps(): void {
  if (process.platform !== 'linux') return;
  const family = [process.pid];
  // It grows while it is gone through.
  for (const id of family) {
    family.push(...childrenOf(id));
    try {
      writeFileSync(`/proc/${id}/coredump_filter`, NO_MEMORY);
    } catch {
      // The system keeps that file from us where it writes no core dump of the process at all: it is gone, it is closed
      // to its own user, or this kernel has no core dumps.
    }
  }
}

/** The processes that the first thread of a process has started; none where the kernel does not tell. */
function childrenOf(id: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    // It has ended meanwhile, or this kernel was built without that list.
    return [];
  }
}
