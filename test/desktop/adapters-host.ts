// A main process that holds the clipboard and notification adapters and nothing else, called through Playwright.
import { createClipboard } from '../../main/adapters/clipboard.ts';
import { createNotifier } from '../../main/adapters/notifier.ts';
import type { Clipboard, Notifier } from '../../main/ports.ts';

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
  notifier: createNotifier({ event: (name) => logged.push(name) }),
  logged,
};
