import * as electron from 'electron';
import type { Clipboard } from '../ports/desktop.ts';
import { createElectronClipboard } from './electron-clipboard.ts';
import { windowSystem } from '../desktop/system.ts';
import { createWaylandClipboard } from './wayland-clipboard.ts';
import { followShownWindow, followWindowInUse } from './window-focus.ts';

/**
 * Gives the system's clipboard, written in the way that works on this desktop. Call it before the first window opens.
 */
export function createClipboard(): Clipboard {
  const plain = createElectronClipboard(electron, process.platform);
  switch (windowSystem()) {
    case 'wayland':
      return createWaylandClipboard(plain, followWindowInUse());
    case 'xwayland':
      return createWaylandClipboard(plain, followShownWindow());
    case 'other':
      return plain;
  }
}
