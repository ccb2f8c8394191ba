// A main process that holds the clipboard and notification adapters and nothing else, called through Playwright.
import { join } from 'node:path';
import { createClipboard } from '../../main/copy/clipboard.ts';
import { createNotifier } from '../../main/desktop/notifier.ts';
import { createSessionBus } from '../../main/desktop/session-bus.ts';
import type { Clipboard, Notifier } from '../../main/ports/desktop.ts';

export interface AdaptersHost {
  readonly clipboard: Clipboard;
  readonly notifier: Notifier;
  /** Names of what was logged. */
  readonly logged: readonly string[];
}

declare global {
  var adaptersHost: AdaptersHost;
}

const logged: string[] = [];
globalThis.adaptersHost = {
  clipboard: createClipboard(),
  notifier: createNotifier({
    log: { event: (name) => logged.push(name) },
    bus: createSessionBus(),
    icon: join(process.cwd(), 'build', 'icons', 'app.png'),
  }),
  logged,
};
