import { nativeImage } from 'electron';
import type { Notifier } from '../ports/desktop.ts';
import type { Log } from '../ports/storage.ts';
import { DesktopNotifications, type NotificationIcon } from './desktop-notifications.ts';
import { ElectronNotifications } from './electron-notifications.ts';
import type { SessionBus } from './session-bus.ts';

export interface NotifierOptions {
  readonly log: Log;
  readonly bus: SessionBus;
  /** The path of the app's picture. */
  readonly icon: string;
}

/** In pixels. This is enough for a screen of twice the usual density. */
const ICON_WIDTH = 96;

/** Gives the desktop's notifications: by its own protocol where there is a session bus, else by Electron. */
export function createNotifier({ log, bus, icon }: NotifierOptions): Notifier {
  let picture: NotificationIcon | undefined;
  const desktop = new DesktopNotifications({
    bus,
    appName: 'NERD Tray',
    desktopEntry: 'nerd-tray',
    icon: () => (picture ??= readIcon(icon)),
  });
  const electron = new ElectronNotifications();
  let loggedNone = false;

  return {
    async show(notification, onPress) {
      const by = await desktop.show(notification, onPress);
      const isShown = by === 'noBus' ? await electron.show(notification, onPress) : by === 'shown';
      // Tray and window tell the same, so the log has this once.
      if (!isShown && !loggedNone) log.event('notificationsUnsupported');
      loggedNone ||= !isShown;
      return isShown;
    },
    close(id) {
      void desktop.close(id);
      electron.close(id);
    },
    async closeAll() {
      electron.closeAll();
      await desktop.closeAll();
    },
  };
}

function readIcon(file: string): NotificationIcon {
  const image = nativeImage.createFromPath(file).resize({ width: ICON_WIDTH, quality: 'best' });
  const { width, height } = image.getSize();
  // Electron's bitmaps are BGRA on every system with a session bus.
  const rgba = Buffer.from(image.toBitmap());
  for (let at = 0; at < rgba.length; at += 4) rgba.set([rgba[at + 2] ?? 0, rgba[at + 1] ?? 0, rgba[at] ?? 0], at);
  return { width, height, rgba };
}
