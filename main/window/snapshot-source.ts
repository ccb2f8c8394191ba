import type { LoginItemState } from '../../preload/contract/settings.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { CopyShortcut } from '../copy/copy-shortcut.ts';
import { operatingSystem } from '../core/input/shortcut-rules.ts';
import type { MessageContext } from '../core/messages/conditions.ts';
import type { LocalTimes } from '../core/time/local-times.ts';
import { toSnapshot } from '../core/views/snapshot.ts';
import type { AppPorts } from '../ports/app.ts';
import type { TokenService } from '../token/token-service.ts';
import type { ServerClock } from '../token/server-clock.ts';
import type { PendingKeyPair } from '../token/pending-key-pair.ts';
import type { NoTray } from './no-tray.ts';
import type { StatusWindow } from './status-window.ts';

/** Everything that a snapshot is made of. */
export interface SnapshotParts {
  readonly ports: AppPorts;
  readonly service: Pick<TokenService, 'state'>;
  readonly clock: Pick<ServerClock, 'now' | 'skewMs'>;
  readonly context: () => MessageContext;
  readonly apiUrl: () => string;
  readonly local: () => Pick<LocalTimes, 'timeZone' | 'calendar' | 'date'>;
  readonly window: Pick<StatusWindow, 'requestedPage'>;
  readonly copying: {
    readonly guard: Pick<ClipboardGuard, 'pending'>;
    readonly shortcut: Pick<CopyShortcut, 'problem'>;
  };
  readonly noTray: Pick<NoTray, 'isMissing' | 'message'>;
  readonly pendingKeyPair: Pick<PendingKeyPair, 'facts'>;
}

/** Gathers what tray, notifications and window are drawn from. Each snapshot's revision is one higher than the last. */
export class SnapshotSource {
  #revision = 0;
  /** What the system answered last. */
  #loginItem: LoginItemState = 'off';

  constructor(private readonly parts: SnapshotParts) {}

  take(): AppSnapshot {
    const { ports, service, clock, context, window, copying, noTray, pendingKeyPair } = this.parts;
    const { settings, clipboard, shortcuts } = ports;
    this.#revision += 1;
    return toSnapshot(service.state, {
      ...context(),
      revision: this.#revision,
      settings: settings.get(),
      loginItem: this.#loginItem,
      settingsSetAside: settings.setAside,
      canPersistSettings: settings.canPersist(),
      apiUrl: this.parts.apiUrl(),
      version: ports.version,
      buildNote: ports.buildNote,
      locale: ports.locale,
      timeZone: this.parts.local().timeZone,
      calendar: this.parts.local().calendar,
      date: this.parts.local().date,
      skewMs: clock.skewMs,
      requestedPage: window.requestedPage,
      onClipboard: this.#onClipboard(),
      desktop: {
        marksSecrets: clipboard.marksSecrets(),
        system: operatingSystem(process.platform),
        noShortcuts: shortcuts.problem === 'wayland' ? 'wayland' : undefined,
        hasTray: !noTray.isMissing,
      },
      shortcutProblem: copying.shortcut.problem,
      trayMessage: noTray.message,
      proxyWithSavedPassword: ports.proxy.savedFor,
      pendingKeyPair: pendingKeyPair.facts,
    });
  }

  /** Takes a snapshot after reading the system again: the window asks for it when somebody can see the answer. */
  takeForWindow(): AppSnapshot {
    this.readSystem();
    return this.take();
  }

  /** Reads again what the system alone knows. */
  readSystem(): void {
    this.#loginItem = this.parts.ports.loginItem.state();
  }

  #onClipboard(): AppSnapshot['onClipboard'] {
    const { copying, clock } = this.parts;
    const { pending } = copying.guard;
    return pending && { clearsAt: pending.clearsInMs === undefined ? undefined : clock.now() + pending.clearsInMs };
  }
}
