import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { LocalTimes } from '../core/time/local-times.ts';
import {
  dueNotifications,
  overNotifications,
  weekNotification,
  type NotificationView,
} from '../core/views/notifications.ts';
import { trayView } from '../core/views/tray-view.ts';
import type { Notifier } from '../ports/desktop.ts';
import type { History } from '../token/history-recorder.ts';
import type { ServerClock } from '../token/server-clock.ts';
import type { WeekTracker } from '../token/week-tracker.ts';
import type { SnapshotSource } from './snapshot-source.ts';
import type { TrayIcon } from './tray.ts';

export interface RenderParts {
  readonly snapshots: Pick<SnapshotSource, 'take'>;
  readonly local: () => LocalTimes;
  readonly clock: Pick<ServerClock, 'now'>;
  readonly weeks: Pick<WeekTracker, 'dueWarning' | 'warned'>;
  readonly tray: Pick<TrayIcon, 'show'>;
  /** Draws window, menus and dialogs in this theme. */
  readonly setTheme: (theme: AppSnapshot['settings']['theme']) => void;
  /** Sends the snapshot to the page, if there is a window. */
  readonly push: (snapshot: AppSnapshot) => void;
  readonly notifier: Pick<Notifier, 'close'>;
  readonly notify: (view: NotificationView) => unknown;
  readonly history: Pick<History, 'record'>;
}

/**
 * Gives the function that draws everything anew: tray, page, notifications, and the week's warnings. `first` is the
 * snapshot that the tray was made from.
 */
export function createRender(parts: RenderParts, first: AppSnapshot): () => void {
  const { snapshots, local, clock, weeks, tray, notifier, notify, history } = parts;
  let drawn = first;
  return () => {
    const { format: times } = local();
    const before = drawn;
    // The warning comes before the snapshot, which shows the warning that stands.
    const warning = weeks.dueWarning(clock.now());
    const snapshot = snapshots.take();
    drawn = snapshot;
    if (snapshot.settings.theme !== before.settings.theme) parts.setTheme(snapshot.settings.theme);
    tray.show(trayView(snapshot, times));
    parts.push(snapshot);
    for (const id of overNotifications(before, snapshot)) notifier.close(id);
    for (const view of dueNotifications(before, snapshot, times)) notify(view);
    if (warning === undefined || snapshot.warning === undefined) return;
    notify(weekNotification(snapshot.warning, snapshot.snoozeChoices));
    weeks.warned();
    history.record({ kind: 'warning', of: warning });
  };
}
