import type { TrayListener } from '../ports/desktop.ts';
import { DBUS, type SessionBus } from './session-bus.ts';

/** Names of the StatusNotifierItem specification, as KDE's and Electron's implementations spell them. */
const WATCHER = 'org.kde.StatusNotifierWatcher';
const WATCHER_PATH = '/StatusNotifierWatcher';
/** How long an icon may take to find a tray by itself: half of the longest time that people are to wait. */
const FINDS_ITSELF_MS = 700;
/** How often a missing icon is reported at most: one that was made again and is still missing will not come. */
const MOST_CHECKS = 2;

/** The bus to watch on, and the id of the process that has the icon. */
export interface TrayWatchOptions {
  readonly bus: SessionBus;
  readonly pid: number;
}

/**
 * Watches the desktop's tray on systems where it is a program that can be missing, come late or be replaced (Linux).
 * Gives a function that ends this.
 */
export function watchTray({ bus, pid }: TrayWatchOptions, listener: TrayListener): () => void {
  let known: boolean | undefined;
  let looks = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const look = async (): Promise<void> => {
    const turn = (looks += 1);
    const isThere = await hasTray(bus);
    // Something has changed meanwhile, and the later look reports it.
    if (turn !== looks || stopped) return;
    if (isThere !== known) {
      known = isThere;
      listener.onTray(isThere);
    }
    clearTimeout(timer);
    if (isThere) checkLater(MOST_CHECKS);
  };
  const checkLater = (tries: number): void => {
    timer = setTimeout(() => void check(tries), FINDS_ITSELF_MS);
  };
  const check = async (tries: number): Promise<void> => {
    const turn = looks;
    const isShown = await showsIconOf(bus, pid);
    if (isShown || turn !== looks || stopped) return;
    listener.onIconMissing();
    if (tries > 1) checkLater(tries - 1);
  };

  const again = (): void => void look();
  const watcher = { sender: WATCHER, path: WATCHER_PATH, interface: WATCHER };
  const stopListening = [
    bus.listen({ sender: DBUS[0], interface: DBUS[2], member: 'NameOwnerChanged', arg0: WATCHER }, again),
    bus.listen({ ...watcher, member: 'StatusNotifierHostRegistered' }, again),
    bus.listen({ ...watcher, member: 'StatusNotifierHostUnregistered' }, again),
  ];
  again();
  return () => {
    stopped = true;
    clearTimeout(timer);
    for (const stop of stopListening) stop();
  };
}

/** Whether there is a tray. A watcher alone shows nothing: KDE's runs without a panel too. */
async function hasTray(bus: SessionBus): Promise<boolean> {
  const owned = await bus.call([...DBUS, 'NameHasOwner'], 's', WATCHER);
  if (!owned.ok || owned.body[0] !== true) return false;
  return (await property(bus, 'IsStatusNotifierHostRegistered')) !== false;
}

/** Whether the tray has an icon of this process; its item is registered under a bus name of Electron's own. */
async function showsIconOf(bus: SessionBus, pid: number): Promise<boolean> {
  const items = await property(bus, 'RegisteredStatusNotifierItems');
  // A watcher that gives no list is assumed to show the icon.
  if (!Array.isArray(items)) return true;
  const pids = await Promise.all(
    items.map(async (item) => {
      // The name alone, "name/path", or GNOME's "name@/path".
      const [name] = String(item).split(/[/@]/u);
      const answer = await bus.call([...DBUS, 'GetConnectionUnixProcessID'], 's', name);
      return answer.ok ? answer.body[0] : undefined;
    }),
  );
  return pids.includes(pid);
}

async function property(bus: SessionBus, name: string): Promise<unknown> {
  const target = [WATCHER, WATCHER_PATH, 'org.freedesktop.DBus.Properties', 'Get'] as const;
  const answer = await bus.call(target, 'ss', WATCHER, name);
  return answer.ok ? (answer.body[0] as { readonly value?: unknown }).value : undefined;
}
