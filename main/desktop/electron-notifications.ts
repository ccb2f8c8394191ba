import { Notification } from 'electron';
import type { AppNotification } from '../ports/desktop.ts';

/** Shows notifications by Electron, with buttons where it has them (macOS, Windows). */
export class ElectronNotifications {
  /** The notifications that are shown: Electron drops the listeners of one that is garbage-collected. */
  readonly #shown = new Map<string, Notification>();

  /** Shows a notification, and gives whether the system has taken it. `onPress` gets the button's index. */
  show(
    { id, title, body, buttons, stays }: AppNotification,
    onPress: (button: number | undefined) => void,
  ): Promise<boolean> {
    if (!Notification.isSupported()) return Promise.resolve(false);
    this.close(id);
    const actions = buttons.map((text) => ({ type: 'button' as const, text }));
    const notification = new Notification({
      title,
      body,
      actions,
      silent: stays === 'briefly',
      timeoutType: stays === 'untilClosed' ? 'never' : 'default',
    });
    const forget = () => {
      if (this.#shown.get(id) === notification) this.#shown.delete(id);
    };
    const press = (button: number | undefined) => {
      if (this.#shown.get(id) !== notification) return;
      this.#shown.delete(id);
      notification.close();
      onPress(button);
    };
    notification.on('click', () => press(undefined));
    notification.on('action', (_event, index) => press(index));
    notification.on('close', forget);
    this.#shown.set(id, notification);
    return new Promise((resolve) => {
      notification.once('show', () => resolve(true));
      notification.once('failed', () => {
        forget();
        resolve(false);
      });
      notification.show();
    });
  }

  /** Closes the notification with this id, if it is shown. */
  close(id: string): void {
    this.#shown.get(id)?.close();
    this.#shown.delete(id);
  }

  /** Closes all notifications. */
  closeAll(): void {
    for (const id of [...this.#shown.keys()]) this.close(id);
  }
}
