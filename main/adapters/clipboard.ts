import { clipboard } from 'electron';
import type { Clipboard } from '../ports.ts';

/** The system's clipboard, by Electron. Its methods give promises since Electron 44; `await` is right on both. */
export const systemClipboard: Clipboard = {
  readText: async () => await clipboard.readText(),
  writeText: async (text) => {
    await clipboard.writeText(text);
    return (await clipboard.readText()) === text;
  },
};
