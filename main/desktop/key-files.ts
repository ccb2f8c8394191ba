import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { open, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenFile, KeyFiles } from '../ports/desktop.ts';

const PEM = [
  { name: 'Keys', extensions: ['pem', 'key'] },
  { name: 'All files', extensions: ['*'] },
];
const OPEN: OpenDialogOptions = { title: 'Choose the private key', properties: ['openFile'], filters: PEM };
/** The name that Kensho's guide gives it. */
const SAVE: SaveDialogOptions = { title: 'Save the public key', defaultPath: 'public.pem', filters: PEM };

/** Key files by the system's dialogs, in front of the app's window if it is open. */
export const keyFiles: KeyFiles = {
  async choose(limitBytes): Promise<ChosenFile> {
    try {
      const parent = BrowserWindow.getAllWindows()[0];
      const { filePaths } = await (parent ? dialog.showOpenDialog(parent, OPEN) : dialog.showOpenDialog(OPEN));
      const [path] = filePaths;
      if (path === undefined) return { kind: 'cancelled' };
      return { kind: 'chosen', name: basename(path), text: asText(await readStart(path, limitBytes + 1)) };
    } catch {
      // Its message holds the path.
      return { kind: 'failed' };
    }
  },

  async savePublicKey(pem) {
    try {
      const parent = BrowserWindow.getAllWindows()[0];
      const { filePath } = await (parent ? dialog.showSaveDialog(parent, SAVE) : dialog.showSaveDialog(SAVE));
      if (filePath === '') return 'cancelled';
      // A public key, where a person wants it: the umask may take from this, and add nothing.
      await writeFile(filePath, pem, { mode: 0o644 });
      return 'saved';
    } catch {
      return 'failed';
    }
  },
};

async function readStart(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** PowerShell and Notepad write UTF-16. */
function asText(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
