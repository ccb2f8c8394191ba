import { open, readFile, readdir, readlink, type FileHandle } from 'node:fs/promises';
import { searchStream, type Finding, type Secret } from './secret-search.ts';

const PIECE_BYTES = 1 << 20;
const NOTHING = Buffer.alloc(PIECE_BYTES);

/**
 * Searches all that a process has written to in its memory: its heaps, stacks and environment. It is read first and
 * searched then, since the process may be about to end.
 */
export async function searchMemory(id: number, secrets: readonly Secret[]): Promise<readonly Finding[]> {
  const maps = await readFile(`/proc/${id}/smaps`, 'utf8');
  const memory = await open(`/proc/${id}/mem`);
  const regions: Buffer[][] = [];
  try {
    for (const region of maps.split(/^(?=[\da-f]+-[\da-f]+ )/mu)) {
      const [, from = '', to = ''] = /^([\da-f]+)-([\da-f]+) rw/u.exec(region) ?? [];
      if (from === '' || /^Rss: +0 kB$/mu.test(region)) continue;
      regions.push(await read(memory, parseInt(from, 16), parseInt(to, 16)));
    }
  } finally {
    await memory.close();
  }
  const findings = regions.map((region) => searchStream(`memory of ${id}`, region, secrets));
  return (await Promise.all(findings)).flat();
}

/** The pieces of a region that hold anything. */
async function read(memory: FileHandle, from: number, to: number): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for (let at = from; at < to; at += PIECE_BYTES) {
    const piece = Buffer.alloc(Math.min(PIECE_BYTES, to - at));
    try {
      await memory.read(piece, 0, piece.length, at);
    } catch (error) {
      // A region that the kernel keeps for itself, or that was given back meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'EIO')) throw error;
    }
    if (!piece.equals(NOTHING.subarray(0, piece.length))) pieces.push(piece);
  }
  return pieces;
}

/** The internet sockets that a process holds, by the kernel's table that each stands in. */
export async function internetSockets(id: number): Promise<readonly string[]> {
  const held = await readdir(`/proc/${id}/fd`);
  const links = await Promise.all(held.map((fd) => readlink(`/proc/${id}/fd/${fd}`).catch(() => '')));
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/u.exec(link)?.[1] ?? []));
  const tables = await Promise.all(
    ['tcp', 'tcp6', 'udp', 'udp6'].map(async (table) => {
      const lines = (await readFile(`/proc/${id}/net/${table}`, 'utf8')).split('\n').slice(1);
      return lines.filter((line) => inodes.has(line.trim().split(/\s+/u)[9] ?? '')).map(() => table);
    }),
  );
  return tables.flat();
}
