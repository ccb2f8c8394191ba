import { createHash, randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import * as v from 'valibot';
import { OWNER_ONLY, readOwn, replaceOwn } from '../files/own-files.ts';
import type { CopyNote, Log } from '../ports/storage.ts';

const SALT_BYTES = 16;
/** Each copy adds one; those of a day without a look at the clipboard. */
const MOST_HASHES = 100;

const file = v.object({ form: v.literal(1), salt: v.string(), hashes: v.array(v.string()) });
type NoteFile = v.InferOutput<typeof file>;

/**
 * The note of what was copied, in a file that only the user may read. It holds salted hashes: a token cannot be told
 * from them, and two notes of the same token are not alike. A disk that is full or read-only costs the note, never the
 * copy.
 */
export function createCopyNote(path: string, log: Log): CopyNote {
  let note = read(path);
  return {
    get isThere() {
      return note !== undefined;
    },
    holds: (text) => note?.hashes.includes(hash(note.salt, text)) === true,
    add(text) {
      const { salt, hashes } = note ?? { salt: randomBytes(SALT_BYTES).toString('base64'), hashes: [] };
      const others = hashes.filter((one) => one !== hash(salt, text));
      note = { form: 1, salt, hashes: [...others, hash(salt, text)].slice(-MOST_HASHES) };
      try {
        // After a power cut the clipboard is empty, so nobody waits for the disk.
        replaceOwn(path, JSON.stringify(note), { mode: OWNER_ONLY, survivesPowerCut: false });
      } catch {
        log.event('copyNotNoted');
      }
    },
    remove() {
      note = undefined;
      try {
        rmSync(path, { force: true });
      } catch {
        log.event('copyNoteNotRemoved');
      }
    },
  };
}

function read(path: string): NoteFile | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return v.parse(file, JSON.parse(readOwn(path)));
  } catch {
    return undefined; // half a file, or none of ours: nothing can be known again by it
  }
}

function hash(salt: string, text: string): string {
  return createHash('sha256').update(salt).update('\0').update(text).digest('base64');
}
