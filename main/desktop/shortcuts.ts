import { globalShortcut } from 'electron';
import type { Shortcuts } from '../ports/desktop.ts';
import { windowSystem } from './system.ts';

/** Gives global shortcuts by Electron: keys that reach the app whatever window has the focus. */
export const systemShortcuts = (): Shortcuts => ({
  register(accelerator, onPressed) {
    try {
      return globalShortcut.register(accelerator, onPressed);
    } catch {
      return false; // a key that this system does not know
    }
  },
  unregister: (accelerator) => {
    globalShortcut.unregister(accelerator);
  },
  problem: windowSystem() === 'wayland' ? 'wayland' : 'taken',
});
