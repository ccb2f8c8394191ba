import { startApp } from '../../main/app.ts';
import { DEFAULT_PERSISTED_SETTINGS } from '../../main/core/input/default-settings.ts';
import { HOUR_MS } from '../../main/core/time/time.ts';
import type { AppPorts } from '../../main/ports/app.ts';
import type { TrayListener } from '../../main/ports/desktop.ts';
import type { SettingsStore } from '../../main/ports/storage.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import { FixedApi, MemoryKeyPairStore, SYSTEM_FACTS } from './command-parts.ts';
import { globalShortcut } from './fake-electron/index.ts';
import { flush, ManualClock } from './manual-clock.ts';
import {
  ManualEndpoint,
  MemoryClipboard,
  MemoryCopyNote,
  MemoryLog,
  MemorySecrets,
  MemorySettings,
} from './memory-ports.ts';
import { granted, STORED, TEN } from './token-fixture.ts';

const PAGE_URL = 'nerd-tray://window/index.html';

/** All of the settings in memory. */
export class AllSettings extends MemorySettings implements SettingsStore {
  settings = DEFAULT_PERSISTED_SETTINGS;
  readonly setAside = undefined;
  pauseBefore: ReturnType<SettingsStore['pause']>;
  saveWeek = () => true;
  pause = () => this.pauseBefore;
  savePause = () => true;
  noTrayRead = () => false;
  saveNoTrayRead = () => true;
  windowBounds = () => undefined;
  rememberWindow = () => true;
  canPersist = () => true;
  get = () => this.settings;
  change(changes: Partial<typeof this.settings>): boolean {
    this.settings = { ...this.settings, ...changes };
    return true;
  }
}

/** What there is before the app starts. */
export interface MemoryPortsOptions {
  readonly startedAtLogin?: boolean;
  readonly settings?: AllSettings;
  readonly secrets?: MemorySecrets;
  readonly clipboard?: MemoryClipboard;
  readonly copyNote?: MemoryCopyNote;
  /** Whether the keychain holds a refresh token. */
  readonly isStored?: boolean;
}

/** How {@link startMemoryApp} starts the app. */
export interface MemoryAppOptions extends MemoryPortsOptions {
  readonly hidden?: boolean;
}

/**
 * Gives ports in memory for the whole app. What happens to the system is told by the test, through `system`; `done` has
 * what the app asked of the system, in order.
 */
export function memoryPorts({
  startedAtLogin = false,
  settings = new AllSettings(),
  secrets = new MemorySecrets(),
  clipboard = new MemoryClipboard(),
  copyNote = new MemoryCopyNote(),
  isStored = true,
}: MemoryPortsOptions = {}) {
  const clock = new ManualClock(TEN);
  if (isStored) secrets.slots.set('refreshToken', STORED);
  const parts = {
    clock,
    secrets,
    endpoint: new ManualEndpoint(),
    log: new MemoryLog(),
    clipboard,
  };
  const history: HistoryEntry[] = [];
  const notified: string[] = [];
  const done: string[] = [];
  const system: {
    tray?: TrayListener;
    wake?: () => void;
    sleep?: () => void;
    shutdown?: () => void;
    isOnline: boolean;
  } = {
    isOnline: true,
  };
  const stopped = (name: string) => () => void done.push(`stop ${name}`);
  const ports: AppPorts = {
    ...parts,
    settings,
    proxy: {
      load: () => Promise.resolve(void done.push('read the proxy’s password')),
      enter: () => undefined,
      forget: () => Promise.resolve(undefined),
      saved: () => Promise.resolve(undefined),
      savedFor: undefined,
    },
    pendingKeyPair: new MemoryKeyPairStore(),
    keyFiles: {
      choose: () => Promise.resolve({ kind: 'cancelled' }),
      savePublicKey: () => Promise.resolve('cancelled'),
    },
    loginItem: {
      state: () => 'off',
      change: () => true,
      keepUp: () => void done.push('keep the login item up'),
      startedAtLogin: () => startedAtLogin,
    },
    shortcuts: { problem: 'taken', ...globalShortcut },
    notifier: {
      show({ id }) {
        notified.push(id);
        return Promise.resolve(true);
      },
      close: () => undefined,
      closeAll: () => Promise.resolve(void done.push('close the notifications')),
    },
    historyFile: { append: (entry) => void history.push(entry), read: () => history },
    copyNote,
    page: { url: PAGE_URL, preload: '', icon: '', trayIcons: '/tray', serve: () => void done.push('serve the page') },
    demoRefreshToken: () => Promise.resolve('demo-token'),
    apiUrl: () => 'https://nerd.example.com',
    annotationApi: () => new FixedApi(),
    newId: () => 'id',
    random: () => 0.5,
    isOnline: () => system.isOnline,
    onWake(wake) {
      system.wake = wake;
      return stopped('wake');
    },
    onSleep(sleep) {
      system.sleep = sleep;
      return stopped('sleep');
    },
    onShutdown: (shutdown) => void (system.shutdown = shutdown),
    onGpuCrashLoop: () => stopped('GPU'),
    watchTray(listener) {
      system.tray = listener;
      return stopped('tray');
    },
    quit: () => void done.push('quit'),
    locale: 'en-GB',
    timeZone: () => 'UTC',
    version: '1.2.3',
    buildNote: '',
    system: () => SYSTEM_FACTS,
    lastLogLines: () => [],
  };
  const kinds = (): string[] => history.map(({ kind }) => kind);
  return { ...parts, ports, settings, system, done, notified, kinds };
}

/** Starts the whole app on {@link memoryPorts} and a fake Electron, and lets it read its keychain. */
export async function startMemoryApp({ hidden = false, ...options }: MemoryAppOptions = {}) {
  const parts = memoryPorts(options);
  const { clock, endpoint } = parts;
  const running = startApp(parts.ports, { hidden });
  await flush();
  /** Answers the request in flight with a token of an hour. */
  const answer = async (): Promise<void> => {
    endpoint.answer(granted(clock.now() + HOUR_MS));
    await flush();
  };
  return { ...parts, running, answer };
}
