import type { LinkName } from '../../preload/contract/command.ts';
import type { RequestedPage } from '../../preload/contract/snapshot.ts';
import { failuresIn, OK, type Handlers, type ResultParts } from './handlers.ts';

export interface AppCommandParts extends ResultParts {
  /** Opens the window, and rechecks what is due. */
  readonly openWindow: (page?: RequestedPage) => void;
  /** Rejects if the system has no program for it. */
  readonly openLink: (link: LinkName) => Promise<void>;
  readonly noTray: {
    /** Remembers that the user has read the message; false if that could not be written. */
    read(): boolean;
  };
  readonly quit: () => void;
}

/** The commands about the app itself. */
export function createAppCommands(parts: AppCommandParts): Handlers<'openWindow' | 'openLink' | 'readNoTray' | 'quit'> {
  const failed = failuresIn(parts.context);
  return {
    openWindow({ page }) {
      parts.openWindow(page);
      return OK;
    },
    async openLink({ link }) {
      await parts.openLink(link);
      return OK;
    },
    readNoTray() {
      const isWritten = parts.noTray.read();
      parts.service.redraw();
      return isWritten ? OK : failed({ kind: 'settingNotSaved' });
    },
    quit() {
      parts.quit();
      return OK;
    },
  };
}
