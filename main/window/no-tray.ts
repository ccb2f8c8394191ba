import type { Message } from '../../preload/contract/message.ts';
import type { TimeContext } from '../core/messages/message.ts';
import { messageOf } from '../core/messages/messages.ts';
import { closedNotification, type NotificationView } from '../core/views/notifications.ts';
import type { SettingsStore } from '../ports/storage.ts';

export interface NoTrayParts {
  readonly settings: Pick<SettingsStore, 'noTrayRead' | 'saveNoTrayRead'>;
  /** XDG_CURRENT_DESKTOP. */
  readonly desktop: string | undefined;
  readonly context: () => TimeContext;
}

/** Decides which messages a desktop without a tray needs, so that nobody loses the app. */
export class NoTray {
  #isMissing = false;
  #wasClosed = false;
  /** The window was closed, and no notification could say that the app goes on: the next window says it. */
  #closedNoticePending = false;

  constructor(private readonly parts: NoTrayParts) {}

  get isMissing(): boolean {
    return this.#isMissing;
  }

  /** The message for the window: shown until it was read, and again after a close without a notification. */
  get message(): Message | undefined {
    if (!this.#isMissing) return undefined;
    const { settings, desktop, context } = this.parts;
    if (this.#closedNoticePending) return messageOf({ kind: 'wasClosedToBackground' }, context());
    return settings.noTrayRead() ? undefined : messageOf({ kind: 'noTray', desktop }, context());
  }

  /** Notes whether the tray is missing, which a desktop can change while the app runs. */
  changed(isMissing: boolean): void {
    this.#isMissing = isMissing;
  }

  /** Notes that the user has read the message; false if that could not be written and holds until the app quits. */
  read(): boolean {
    this.#closedNoticePending = false;
    return this.parts.settings.saveNoTrayRead();
  }

  /**
   * Notes that the user has closed the window. Where the app went is said once in a run: by a notification, or in the
   * next window. `notify` resolves to whether anything shows the notification.
   */
  async windowClosed(notify: (view: NotificationView) => Promise<boolean>): Promise<void> {
    if (!this.#isMissing || this.#wasClosed) return;
    this.#wasClosed = true;
    this.#closedNoticePending = !(await notify(closedNotification(this.parts.context())));
  }
}
