import type { Command, Dispatch } from '../../preload/contract/command.ts';
import { copyNotification, messageNotification, type NotificationView } from '../core/views/notifications.ts';
import type { Notifier } from '../ports/desktop.ts';

/** Commands from where nobody may be looking at the window: tray and notifications. */
export interface RunAndNotify {
  /** Asks for these, one after the other. What failed, or deserves words, becomes a notification. */
  readonly runAndNotify: (...commands: readonly Command[]) => Promise<void>;
  /** Shows it, and does what is pressed; resolves to whether anybody shows it. */
  readonly notify: (view: NotificationView) => Promise<boolean>;
}

export function createRunAndNotify(dispatch: Dispatch, notifier: Notifier): RunAndNotify {
  const notify = ({ id, title, body, click, buttons }: NotificationView): Promise<boolean> =>
    notifier.show({ id, title, body, buttons: buttons.map(({ label }) => label) }, (pressed) => {
      void act(pressed === undefined ? click : (buttons[pressed]?.command ?? click));
    });

  const act = async (...commands: readonly Command[]): Promise<void> => {
    for (const command of commands) {
      const view = await outcome(command);
      if (view !== undefined) void notify(view);
    }
  };

  const outcome = async (command: Command): Promise<NotificationView | undefined> => {
    if (command.kind === 'copyAccessToken') return copyNotification(await dispatch(command));
    const result = await dispatch(command);
    return result.ok ? undefined : messageNotification('failed', result.message);
  };

  return { runAndNotify: act, notify };
}
