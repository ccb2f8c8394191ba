import { closedNotification, type NotificationView } from '../core/views/notifications.ts';
import type { MessageParams } from '../core/messages/message.ts';
import { messageOf } from '../core/messages/messages.ts';
import type { SettingsStore } from '../ports/storage.ts';
import type { Message } from '../../preload/contract/snapshot.ts';

export interface NoTrayParts {
  readonly settings: Pick<SettingsStore, 'noTrayRead' | 'saveNoTrayRead'>;
  /** XDG_CURRENT_DESKTOP. */
  readonly desktop: string | undefined;
  readonly telling: () => MessageParams;
  /** Resolves to whether anybody shows it. */
  readonly notify: (view: NotificationView) => Promise<boolean>;
}

/** Keeps what is to be said on a desktop without a tray, so that nobody loses the app. */
export class NoTray {
  #isMissing = false;
  #wasClosed = false;
  #wentOnUnsaid = false;

  constructor(private readonly parts: NoTrayParts) {}

  get isMissing(): boolean {
    return this.#isMissing;
  }

  /** Said once, and again after a close that nobody could be told of. */
  get message(): Message | undefined {
    if (!this.#isMissing) return undefined;
    const { settings, desktop, telling } = this.parts;
    if (this.#wentOnUnsaid) return messageOf({ kind: 'wentOnUnseen' }, telling());
    return settings.noTrayRead() ? undefined : messageOf({ kind: 'noTray', desktop }, telling());
  }

  changed(isMissing: boolean): void {
    this.#isMissing = isMissing;
  }

  /** The user has read the message; false if that could not be written and holds until the app quits. */
  read(): boolean {
    this.#wentOnUnsaid = false;
    return this.parts.settings.saveNoTrayRead();
  }

  /** The user closed the window. Where the app went is said once in a run: at once, or when the window is opened next. */
  async windowClosed(): Promise<void> {
    if (!this.#isMissing || this.#wasClosed) return;
    this.#wasClosed = true;
    this.#wentOnUnsaid = !(await this.parts.notify(closedNotification(this.parts.telling())));
  }
}
