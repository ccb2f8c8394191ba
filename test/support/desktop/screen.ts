import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const COLOR_ENTRY_BYTES = 12;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Turns Xvfb's frame buffer file (XWD version 7, 32 bits a pixel) into a PNG. */
export async function writeScreenPng(xwdFile: string, pngFile: string): Promise<void> {
  const xwd = await readFile(xwdFile);
  // Fields of XWDFileHeader in X11/XWDFile.h: big-endian 32-bit words, whatever the machine.
  const field = (index: number) => xwd.readUInt32BE(index * 4);
  const [headerBytes, width, height, lineBytes, colors] = [field(0), field(4), field(5), field(12), field(19)];
  const pixelsStart = headerBytes + colors * COLOR_ENTRY_BYTES;
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    const row = y * (1 + width * 3) + 1;
    for (let x = 0; x < width; x++) {
      const from = pixelsStart + y * lineBytes + x * 4;
      const to = row + x * 3;
      rows[to] = xwd[from + 2] ?? 0;
      rows[to + 1] = xwd[from + 1] ?? 0;
      rows[to + 2] = xwd[from] ?? 0;
    }
  }
  await mkdir(dirname(pngFile), { recursive: true });
  await writeFile(pngFile, encodePng(width, height, rows));
}

/** Gives a PNG of 8-bit RGB; `rows` holds a filter byte (0) before each line (PNG specification §11.2). */
function encodePng(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
