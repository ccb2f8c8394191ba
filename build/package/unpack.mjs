// Opens a finished package of any target, so that what is in it can be looked at.
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../setup/run.mjs';

/** Where ELF's header says how long the file is: offset and size of the table at its end (elf(5), 64 bits). */
const ELF = { magic: 0x7f45_4c46, tableAt: 0x28, entrySize: 0x3a, entries: 0x3c, headerBytes: 64 };
const DOING = { doing: 'Opening a package' };

/**
 * Unpacks it below `folder`. Throws where it cannot be opened: what is in it is not known then.
 * @param {string} file
 * @param {string} folder
 */
export async function unpack(file, folder) {
  if (file.endsWith('.tar.gz')) await must('tar', ['-xf', file, '-C', folder]);
  else if (file.endsWith('.deb')) await must('dpkg-deb', ['-x', file, folder]);
  else if (file.endsWith('.AppImage')) {
    // The file system lies behind the program that mounts it.
    const offset = String(await lengthOfElf(file));
    await must('unsquashfs', ['-no-progress', '-force', '-dest', folder, '-offset', offset, file]);
  } else {
    await must('7z', ['x', '-y', `-o${folder}`, file]);
    await unpackInner(folder);
  }
}

/**
 * An installer for Windows holds one more archive for each kind of processor, and a disk image may hold one of its file
 * system.
 * @param {string} folder
 */
async function unpackInner(folder) {
  const inner = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:7z|hfs|apfs)$/u.test(name));
  for (const name of inner) {
    const into = await mkdtemp(join(folder, 'inner-'));
    await must('7z', ['x', '-y', `-o${into}`, join(folder, name)]);
    await rm(join(folder, name));
  }
}

/** @param {string} file */
async function lengthOfElf(file) {
  const handle = await open(file);
  try {
    const header = Buffer.alloc(ELF.headerBytes);
    await handle.read(header, 0, ELF.headerBytes, 0);
    if (header.readUInt32BE(0) !== ELF.magic) throw new Error(`${file} is no AppImage.`);
    const tableBytes = header.readUInt16LE(ELF.entrySize) * header.readUInt16LE(ELF.entries);
    return Number(header.readBigUInt64LE(ELF.tableAt)) + tableBytes;
  } finally {
    await handle.close();
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
async function must(program, args) {
  const { ok, missing, output } = await run(program, args, DOING);
  if (!ok) throw new Error(missing ? `The program "${program}" is missing.` : output);
}
