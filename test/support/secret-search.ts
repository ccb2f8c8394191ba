import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A secret by its name, which is all that a report may show of it. */
export interface Secret {
  readonly name: string;
  /** A text, or bytes that are none. */
  readonly value: string | Buffer;
}

/** A secret that was found: where, which one, and in which encoding. */
export interface Finding {
  readonly place: string;
  readonly secret: string;
  readonly encoding: string;
}

interface Needle {
  readonly secret: string;
  readonly encoding: string;
  readonly bytes: Buffer;
}

/**
 * Every form in which a secret might lie about: plain, percent-encoded in part or throughout, base64 and base64url at the three offsets at
 * which it may stand in a longer text, hex in both cases, and UTF-16 in both orders.
 */
export function needlesOf({ name, value }: Secret): readonly Needle[] {
  const plain = Buffer.from(value);
  const everyByte = [...plain].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const texts: [string, string | Buffer][] = [
    ['plain', plain],
    ...(typeof value === 'string' ? formsOfText(value) : []),
    ['percent-encoded throughout', everyByte],
    ['percent-encoded throughout in capitals', everyByte.toUpperCase()],
    ['hex', plain.toString('hex')],
    ['HEX', plain.toString('hex').toUpperCase()],
    ...[0, 1, 2].flatMap((offset): [string, string][] => [
      [`base64 at ${offset}`, core(plain, offset, 'base64')],
      [`base64url at ${offset}`, core(plain, offset, 'base64url')],
    ]),
  ];
  const seen = new Set<string>();
  return texts.flatMap(([encoding, text]) => {
    const bytes = Buffer.from(text);
    const key = bytes.toString('latin1');
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ secret: name, encoding, bytes }];
  });
}

function formsOfText(value: string): [string, string | Buffer][] {
  const utf16 = Buffer.from(value, 'utf16le');
  const encoded = encodeURIComponent(value);
  return [
    ['percent-encoded', encoded],
    ['percent-encoded in small letters', encoded.replace(/%../gu, (code) => code.toLowerCase())],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
  ];
}

/** The middle of its base64 behind `offset` other bytes: the letters that its neighbours cannot change. */
function core(plain: Buffer, offset: number, encoding: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(offset), plain])
    .toString(encoding)
    .replace(/=+$/u, '');
  const whole = Math.floor(((offset + plain.length) * 8) / 6);
  return text.slice(Math.ceil((offset * 8) / 6), whole);
}

/** Searches bytes that come in pieces; a secret that lies across two of them is found too. */
export async function searchStream(
  place: string,
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  secrets: readonly Secret[],
): Promise<Finding[]> {
  let open = secrets.flatMap(needlesOf);
  const longest = Math.max(...open.map(({ bytes }) => bytes.length));
  const findings: Finding[] = [];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const window = Buffer.concat([rest, chunk]);
    const found = open.filter(({ bytes }) => window.includes(bytes));
    findings.push(...found.map(({ secret, encoding }) => ({ place, secret, encoding })));
    open = open.filter((needle) => !found.includes(needle));
    rest = window.subarray(Math.max(0, window.length - longest + 1));
  }
  return findings;
}

/**
 * Searches every file below the folders, and tells which it read. `skip` names places that may hold secrets: a
 * keychain's own files. A file that is gone before its turn is passed over, for the program may still run.
 */
export async function searchFolders(
  folders: readonly string[],
  secrets: readonly Secret[],
  skip: (path: string) => boolean = () => false,
): Promise<{ readonly findings: readonly Finding[]; readonly files: readonly string[] }> {
  const findings: Finding[] = [];
  const files: string[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || skip(path)) continue;
      try {
        findings.push(...(await searchStream(path, createReadStream(path) as AsyncIterable<Buffer>, secrets)));
        files.push(path);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }
  }
  return { findings, files };
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
