import type { Command, Dispatch } from '../../preload/contract/command.ts';
import { copyNotification, messageNotification, type NotificationView } from '../core/views/notifications.ts';
import type { Notifier } from '../ports/desktop.ts';
import type { SettingsStore } from '../ports/storage.ts';

/** Runs a command from tray and notifications, where nobody may be looking at the window. */
export interface RunAndNotify {
  /** Runs a command. A failure becomes a notification, and so does a copy with more to say. */
  readonly runAndNotify: (command: Command) => Promise<void>;
  /** Shows a notification, and runs the command of the button that is pressed; resolves to whether it is shown. */
  readonly notify: (view: NotificationView) => Promise<boolean>;
}

/** Gives what runs a command from outside the window, and notifies of its outcome where there is something to say. */
export function createRunAndNotify(
  dispatch: Dispatch,
  notifier: Notifier,
  settings: Pick<SettingsStore, 'get'>,
): RunAndNotify {
  const notify = ({ id, title, body, click, buttons, stays }: NotificationView): Promise<boolean> =>
    notifier.show({ id, title, body, buttons: buttons.map(({ label }) => label), stays }, (pressed) => {
      void runAndNotify(pressed === undefined ? click : (buttons[pressed]?.command ?? click));
    });

  const runAndNotify = async (command: Command): Promise<void> => {
    const view = await notificationOf(command);
    if (view !== undefined) void notify(view);
  };

  const notificationOf = async (command: Command): Promise<NotificationView | undefined> => {
    if (command.kind === 'copyAccessToken')
      return copyNotification(await dispatch(command), settings.get().notifyCopies);
    const result = await dispatch(command);
    return result.ok ? undefined : messageNotification('failed', result.message);
  };

  return { runAndNotify, notify };
}
