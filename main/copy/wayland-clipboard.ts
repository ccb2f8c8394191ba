import type { Clipboard, ClipboardWrite } from '../ports/desktop.ts';
import { wlClear, wlCopy, wlPaste } from './wl-clipboard.ts';

/**
 * The clipboard of a Wayland desktop. A write by Electron reaches others only while `canWindowWrite`; else it is lost,
 * and its own read-back gives it all the same. Then wl-copy writes, where it is installed; else nobody can.
 */
export function createWaylandClipboard(electron: Clipboard, canWindowWrite: () => boolean): Clipboard {
  const write =
    (byElectron: (text: string) => Promise<ClipboardWrite>) =>
    async (text: string): Promise<ClipboardWrite> => {
      const byWindow = canWindowWrite();
      // Seen from outside, where that is possible: Electron's own word is not enough here.
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
    // wl-copy writes no mark, and who copies by which way is not known before.
    marksSecrets: () => false,
  };
}
