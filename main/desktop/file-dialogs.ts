import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { open, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenFile, FileDialogs, Saved } from '../ports/desktop.ts';

const PEM = [
  { name: 'Keys', extensions: ['pem', 'key'] },
  { name: 'All files', extensions: ['*'] },
];
const OPEN: OpenDialogOptions = { title: 'Choose the private key', properties: ['openFile'], filters: PEM };
/** The name that Kensho's guide gives it. */
const PUBLIC_KEY: SaveDialogOptions = { title: 'Save the public key', defaultPath: 'public.pem', filters: PEM };
const CALENDAR: SaveDialogOptions = {
  title: 'Save the calendar entry',
  defaultPath: 'nerd-refresh-token.ics',
  filters: [{ name: 'Calendar files', extensions: ['ics'] }],
};

/** The system's own file dialogs, in front of the app's window if it is open. */
export const fileDialogs: FileDialogs = {
  async chooseKey(limitBytes): Promise<ChosenFile> {
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

  savePublicKey: (pem) => save(PUBLIC_KEY, pem),
  saveCalendar: (text) => save(CALENDAR, text),
};

async function save(options: SaveDialogOptions, text: string): Promise<Saved> {
  try {
    const parent = BrowserWindow.getAllWindows()[0];
    const { filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
    if (filePath === '') return 'cancelled';
    // It holds no secret and lies where a person wants it: the umask may take from this mode, and add nothing.
    await writeFile(filePath, text, { mode: 0o644 });
    return 'saved';
  } catch {
    return 'failed';
  }
}

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
