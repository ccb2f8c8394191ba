import { DBusError, Variant } from '@jellybrick/dbus-next';
import type { BusClient } from './bus-client.ts';
import { ChangeNotifier, WAIT_LIMIT_MS } from './change-notifier.ts';
import { clickMenuItem, DBUSMENU, findMenuItem, readMenu, type MenuItem } from './dbusmenu.ts';
import { readAppearance, type TrayItem } from './tray-item.ts';

/** Names of the StatusNotifierItem specification, as KDE's and Electron's implementations spell them. */
const WATCHER = 'org.kde.StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** How often in a row a menu may be replaced between the reading and the click. */
const MAX_MENU_RETRIES = 5;

/** The address of an item on the bus. */
interface ItemAddress {
  readonly owner: string;
  readonly path: string;
  readonly menuPath: string | undefined;
}

/** The desktop's tray. It shows the items that apps register, and clicks them in place of a person. */
export class TrayHost {
  readonly #client: BusClient;
  readonly #changes = new ChangeNotifier();
  readonly #shown = new Map<string, { readonly place: ItemAddress; readonly item: TrayItem }>();
  /** The object path of each item that registered. */
  readonly #paths = new Map<string, string>();
  readonly #reading = new Map<string, 'once' | 'again'>();
  #watching = false;

  private constructor(client: BusClient) {
    this.#client = client;
  }

  /** Makes a tray that is not there yet; see {@link start}. */
  static async create(client: BusClient): Promise<TrayHost> {
    const host = new TrayHost(client);
    host.#serveWatcher();
    await client.onSignal(ITEM, ({ sender }) => host.#refresh(sender));
    await client.onSignal(DBUSMENU, ({ sender }) => host.#refresh(sender));
    await client.onOwnerChange((name, owner) => {
      if (owner !== '' || !host.#paths.delete(name)) return;
      host.#shown.delete(name);
      host.#changes.notify();
    });
    return host;
  }

  /** Makes the tray appear, as at login. */
  async start(): Promise<void> {
    this.#watching = true;
    await this.#client.requestName(WATCHER);
    this.#client.emit('/StatusNotifierWatcher', WATCHER, 'StatusNotifierHostRegistered', '');
  }

  /** Makes the tray disappear, as when a panel ends; items register again when it is back. */
  async stop(): Promise<void> {
    this.#watching = false;
    await this.#client.releaseName(WATCHER);
    this.#shown.clear();
    this.#paths.clear();
    this.#changes.notify();
  }

  /** The items that are shown now. */
  items(): readonly TrayItem[] {
    return [...this.#shown.values()].map(({ item }) => item);
  }

  /** Waits until the first item is one that `check` accepts; `what` names it in the failure. */
  waitFor(what: string, check: (item: TrayItem) => boolean, limitMs = WAIT_LIMIT_MS): Promise<TrayItem> {
    const look = () => this.items().find(check);
    return this.#changes.until(what, look, limitMs, () => this.items());
  }

  /** Waits until no item is shown. */
  async waitForNone(limitMs = WAIT_LIMIT_MS): Promise<void> {
    const look = () => this.#shown.size === 0 || undefined;
    await this.#changes.until('an empty tray', look, limitMs, () => this.items());
  }

  /** Clicks the icon with the left button. */
  async activate(): Promise<void> {
    const { owner, path } = this.#onlyItem();
    await this.#client.call([owner, path, ITEM, 'Activate'], 'ii', 0, 0);
  }

  /** Reads the menu as it is now. */
  async menu(): Promise<readonly MenuItem[]> {
    const { owner, menuPath } = this.#onlyItem();
    return menuPath === undefined ? [] : readMenu(this.#client, owner, menuPath);
  }

  /** Clicks the menu item with this label; rejects if it is missing, hidden or disabled. */
  async clickMenu(label: string): Promise<void> {
    const { owner, menuPath } = this.#onlyItem();
    for (let tries = 0; ; tries += 1) {
      const menu = await this.menu();
      const item = findMenuItem(menu, label);
      if (menuPath === undefined || item?.enabled !== true || !item.visible) {
        throw new Error(
          `No "${label}" to click in the tray's menu: ${JSON.stringify(menu.map((entry) => entry.label))}`,
        );
      }
      try {
        await clickMenuItem(this.#client, owner, menuPath, item.id);
        return;
      } catch (error) {
        // The app has set a new menu since this one was read: a person would click in the new one.
        const isStale = error instanceof DBusError && error.message.includes('error occurred in Event');
        if (!isStale || tries === MAX_MENU_RETRIES) throw error;
      }
    }
  }

  #onlyItem(): ItemAddress {
    const [first, second] = this.#shown.values();
    if (first === undefined || second !== undefined)
      throw new Error(`The tray shows ${this.#shown.size} items, not one`);
    return first.place;
  }

  #serveWatcher(): void {
    const facts: Record<string, () => Variant> = {
      IsStatusNotifierHostRegistered: () => new Variant('b', true),
      ProtocolVersion: () => new Variant('i', 0),
      RegisteredStatusNotifierItems: () => new Variant('as', [...this.#shown.keys()]),
    };
    this.#client.serve(PROPERTIES, 'Get', {
      out: 'v',
      answer: ([, name]) => {
        const fact = facts[String(name)];
        if (fact === undefined) throw new Error(`The tray has no property ${String(name)}`);
        return [fact()];
      },
    });
    this.#client.serve(PROPERTIES, 'GetAll', {
      out: 'a{sv}',
      answer: () => [Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact()]))],
    });
    this.#client.serve(WATCHER, 'RegisterStatusNotifierHost', { out: '', answer: () => [] });
    this.#client.serve(WATCHER, 'RegisterStatusNotifierItem', {
      out: '',
      answer: ([service], sender) => {
        // An item registers a unique name, a well-known name or (Ayatana) its object path.
        const path = String(service).startsWith('/') ? String(service) : '/StatusNotifierItem';
        this.#read(sender, path);
        return [];
      },
    });
  }

  #refresh(sender: string): void {
    const path = this.#paths.get(sender);
    if (path !== undefined) this.#read(sender, path);
  }

  /** Reads an item, one reading at a time, and once more if it has changed meanwhile, so the last is the newest. */
  #read(owner: string, path: string): void {
    this.#paths.set(owner, path);
    if (this.#reading.has(owner)) {
      this.#reading.set(owner, 'again');
      return;
    }
    this.#reading.set(owner, 'once');
    this.#readItem(owner, path)
      .then(
        (shown) => {
          if (this.#watching && this.#paths.has(owner)) this.#shown.set(owner, shown);
        },
        // An app that quits while it is read shows nothing any more; whoever waits for its icon tells of that.
        () => this.#shown.delete(owner),
      )
      .finally(() => {
        const again = this.#reading.get(owner) === 'again';
        this.#reading.delete(owner);
        this.#changes.notify();
        if (again) this.#refresh(owner);
      });
  }

  async #readItem(owner: string, path: string): Promise<{ place: ItemAddress; item: TrayItem }> {
    const properties = await this.#client.properties(owner, path, ITEM);
    const menuPath = typeof properties['Menu'] === 'string' ? properties['Menu'] : undefined;
    const menu = menuPath === undefined ? [] : await readMenu(this.#client, owner, menuPath);
    const item = { ...(await readAppearance(properties)), menu };
    return { place: { owner, path, menuPath }, item };
  }
}
