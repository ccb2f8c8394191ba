import type { CopyFormat } from '../../preload/contract/settings.ts';
import { formatCopy } from '../core/copy/copy-formats.ts';
import { shortcutCondition, stillCopiedCondition, type MessageContext } from '../core/messages/conditions.ts';
import { messageOf, type Condition } from '../core/messages/messages.ts';
import { messageNotification, type NotificationView } from '../core/views/notifications.ts';
import type { Clipboard, Shortcuts } from '../ports/desktop.ts';
import type { CopyNote, Log, SettingsStore } from '../ports/storage.ts';
import type { ServerClock } from '../token/server-clock.ts';
import type { TokenService } from '../token/token-service.ts';
import { ClipboardGuard, type CopyEnd } from './clipboard-guard.ts';
import { CopyShortcut } from './copy-shortcut.ts';
import { createCopyToken, type CopyOutcome } from './copy-token.ts';

export interface CopyingParts {
  readonly service: TokenService;
  readonly clock: ServerClock;
  readonly clipboard: Clipboard;
  readonly shortcuts: Shortcuts;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly copyNote: CopyNote;
  readonly log: Log;
  readonly context: () => MessageContext;
  /** Gives the scheme, host and port of the API that is in use. */
  readonly apiUrl: () => string;
}

/** What copying tells the rest of the app. */
export interface CopyingListener {
  /** Is called when the user has pressed the global shortcut. */
  onShortcut(): void;
  /** Is called with a notification, since nobody may be looking at the window. */
  notify(view: NotificationView): void;
}

/** Everything that copies the access token: the copy itself, the guard that clears it, and the global shortcut. */
export class Copying {
  readonly guard: ClipboardGuard;
  readonly shortcut: CopyShortcut;
  /** Copies a fresh token, in the settings' format if none is given. */
  readonly copy: (format?: CopyFormat) => Promise<CopyOutcome>;
  #listener: CopyingListener | undefined;

  constructor(private readonly parts: CopyingParts) {
    const { service, clock, settings, apiUrl } = parts;
    this.guard = new ClipboardGuard({
      ...parts,
      note: parts.copyNote,
      clearAfter: () => settings.get().clearCopy,
      onEnd: (end) => {
        this.#copyEnded(end);
      },
    });
    this.shortcut = new CopyShortcut(parts.shortcuts, clock, () => this.#listener?.onShortcut());
    this.copy = createCopyToken({
      service,
      clock,
      clipboard: this.guard,
      textOf: (token, format = settings.get().copyFormat) => formatCopy(format, token, apiUrl()),
    });
  }

  /** Tells `listener` from now on, and re-arms the guard's timer on each event, such as a wake from sleep. */
  listen(listener: CopyingListener): void {
    this.#listener = listener;
    this.parts.service.subscribe(() => {
      this.guard.rearm();
    });
  }

  /** Registers the shortcut of the settings. Call it once the tray is there: nothing waits for the shortcut. */
  startShortcut(): void {
    const { settings, log, service } = this.parts;
    const { copyShortcut } = settings.get();
    if (this.shortcut.start(copyShortcut) || copyShortcut === null) return;
    log.event('shortcutNotTaken');
    this.#notify('shortcut', this.#shortcutCondition(copyShortcut));
    service.redraw();
  }

  /** Sets another shortcut, or none for null; if that fails it gives the condition, and the one before stays. */
  setShortcut(accelerator: string | null): Condition | undefined {
    return this.shortcut.set(accelerator) || accelerator === null ? undefined : this.#shortcutCondition(accelerator);
  }

  /** Resolves once a copy that is not to stay has been cleared from the clipboard. */
  async stop(): Promise<void> {
    this.shortcut.stop();
    await this.guard.stop();
  }

  #copyEnded(end: CopyEnd): void {
    this.parts.service.redraw();
    if (end !== 'gone') this.#notify('copy', stillCopiedCondition(end));
  }

  #shortcutCondition(wanted: string): Condition {
    const { problem } = this.parts.shortcuts;
    return shortcutCondition(problem, wanted, this.shortcut.active, process.platform === 'darwin');
  }

  #notify(id: 'copy' | 'shortcut', condition: Condition): void {
    this.#listener?.notify(messageNotification(id, messageOf(condition, this.parts.context())));
  }
}
