import { Notification } from 'electron';
import type { Log, Notifier } from '../ports.ts';

/** The desktop's notifications, by Electron. Where there are none it shows nothing and says so in the log. */
export function createNotifier(log: Log): Notifier {
  // Electron forgets a notification's listeners once nobody holds it any more.
  const shown = new Map<string, Notification>();

  return {
    show({ id, title, body }, onClick) {
      if (!Notification.isSupported()) {
        log.event('notificationsUnsupported');
        return;
      }
      shown.get(id)?.close();
      const notification = new Notification({ title, body: bodyText(body) });
      const forget = () => {
        if (shown.get(id) === notification) shown.delete(id);
      };
      notification.on('click', () => {
        forget();
        onClick();
      });
      notification.on('close', forget);
      notification.on('failed', () => {
        forget();
        log.event('notificationFailed');
      });
      shown.set(id, notification);
      notification.show();
    },

    closeAll() {
      for (const notification of [...shown.values()]) notification.close();
      shown.clear();
    },
  };
}

/**
 * On Linux servers may read markup in the body, never in the title
 * (https://specifications.freedesktop.org/notification-spec/latest/markup.html), and Electron passes both on as they are.
 */
function bodyText(body: string): string {
  if (process.platform !== 'linux') return body;
  return body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
