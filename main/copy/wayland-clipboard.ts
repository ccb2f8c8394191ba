import type { Clipboard, ClipboardWrite } from '../ports/desktop.ts';
import { wlClear, wlCopy, wlPaste } from './wl-clipboard.ts';

/**
 * Gives the clipboard of a Wayland desktop. A write by Electron reaches other apps only while `canWindowWrite`; else it
 * is lost, though Electron reads it back all the same. Then wl-copy writes, if it is installed; else nothing can.
 */
export function createWaylandClipboard(electron: Clipboard, canWindowWrite: () => boolean): Clipboard {
  const write =
    (byElectron: (text: string) => Promise<ClipboardWrite>) =>
    async (text: string): Promise<ClipboardWrite> => {
      const byWindow = canWindowWrite();
      // wl-paste checks from outside, where it is installed: Electron's own read-back proves nothing here.
      if (byWindow && (await byElectron(text)) === 'written' && ((await wlPaste()) ?? text) === text) return 'written';
      if ((await wlCopy(text)) && (await wlPaste()) === text) return 'written';
      return byWindow ? 'failed' : 'needsWindow';
    };
  return {
    readText: async () => (await wlPaste()) ?? (await electron.readText()),
    writeText: write((text) => electron.writeText(text)),
    writeSecret: write((text) => electron.writeSecret(text)),
    async clear() {
      if (!(await wlClear())) await electron.clear();
    },
    // wl-copy writes no mark, and which of the two will write is not known before.
    marksSecrets: () => false,
  };
}
