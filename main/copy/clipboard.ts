import * as electron from 'electron';
import type { Clipboard } from '../ports/desktop.ts';
import { createElectronClipboard } from './electron-clipboard.ts';
import { windowSystem } from '../desktop/ozone.ts';
import { createWaylandClipboard } from './wayland-clipboard.ts';
import { followShownWindow, followWindowInUse } from './window-focus.ts';

/** The system's clipboard, written as this desktop takes it. To be called before the first window is made. */
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
