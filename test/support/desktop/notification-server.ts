import type { Variant } from '@jellybrick/dbus-next';
import { plain, type BusClient } from './bus-client.ts';
import { ChangeNotifier, WAIT_LIMIT_MS } from './change-notifier.ts';

/** Names and numbers of the Desktop Notifications Specification 1.2. */
const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
/** The capabilities that most servers have. */
const CAPABILITIES: readonly string[] = ['actions', 'body', 'body-markup'];
const DISMISSED_BY_USER = 2;
const CLOSED_BY_CALL = 3;
const UNDEFINED = 4;

/** A notification as the server was asked to show it. */
export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  /** The keys of its actions; 'default' is a click on it. */
  readonly actions: readonly string[];
  /** The labels of its buttons. */
  readonly buttons: readonly string[];
  readonly hints: Readonly<Record<string, unknown>>;
  /** How often another text has replaced it. */
  readonly replaced: number;
  readonly open: boolean;
}

/** The desktop's notification server. It records everything that it was asked to show. */
export class NotificationServer {
  readonly #client: BusClient;
  readonly #capabilities: readonly string[];
  readonly #changes = new ChangeNotifier();
  readonly #all = new Map<number, ShownNotification>();

  private constructor(client: BusClient, capabilities: readonly string[]) {
    this.#client = client;
    this.#capabilities = capabilities;
  }

  static async start(client: BusClient, capabilities = CAPABILITIES): Promise<NotificationServer> {
    const server = new NotificationServer(client, capabilities);
    server.#serve();
    await client.requestName(NAME);
    return server;
  }

  /** Removes the server from the bus, as a crash does, and its notifications from the screen. */
  async disappear(): Promise<void> {
    for (const { id } of this.open()) this.#close(id, UNDEFINED);
    await this.#client.releaseName(NAME);
  }

  /** Puts the server back on the bus. */
  async reappear(): Promise<void> {
    await this.#client.requestName(NAME);
  }

  /** Everything that was shown so far, the oldest first. */
  all(): readonly ShownNotification[] {
    return [...this.#all.values()];
  }

  /** The notifications that are on the screen now. */
  open(): readonly ShownNotification[] {
    return this.all().filter((notification) => notification.open);
  }

  /** Waits until there is a notification that `check` accepts; `what` names it in the failure. */
  waitFor(
    what: string,
    check: (shown: ShownNotification) => boolean,
    limitMs = WAIT_LIMIT_MS,
  ): Promise<ShownNotification> {
    return this.#changes.until(
      what,
      () => this.all().find(check),
      limitMs,
      () => this.all(),
    );
  }

  /** Clicks a notification, which then closes, as on real desktops. */
  click(id: number): void {
    this.#act(id, 'default');
  }

  /** Presses the button with this label. */
  press(id: number, label: string): void {
    const { actions, buttons } = this.#all.get(id) ?? {};
    const key = actions?.filter((action) => action !== 'default')[buttons?.indexOf(label) ?? -1];
    if (key === undefined) throw new Error(`No button "${label}" on notification ${id}: ${JSON.stringify(buttons)}`);
    this.#act(id, key);
  }

  /** Dismisses all notifications, as the user does. */
  closeAll(): void {
    for (const { id } of this.open()) this.#close(id, DISMISSED_BY_USER);
  }

  #act(id: number, key: string): void {
    this.#client.emit(PATH, NAME, 'ActionInvoked', 'us', id, key);
    this.#close(id, DISMISSED_BY_USER);
  }

  #close(id: number, reason: number): void {
    const notification = this.#all.get(id);
    if (notification?.open !== true) return;
    this.#all.set(id, { ...notification, open: false });
    this.#client.emit(PATH, NAME, 'NotificationClosed', 'uu', id, reason);
    this.#changes.notify();
  }

  #serve(): void {
    this.#client.serve(NAME, 'GetCapabilities', { out: 'as', answer: () => [this.#capabilities] });
    this.#client.serve(NAME, 'GetServerInformation', {
      out: 'ssss',
      answer: () => ['Test desktop', 'Test', '1', '1.2'],
    });
    this.#client.serve(NAME, 'CloseNotification', {
      out: '',
      answer: ([id]) => {
        this.#close(Number(id), CLOSED_BY_CALL);
        return [];
      },
    });
    this.#client.serve(NAME, 'Notify', {
      out: 'u',
      answer: ([, replacesId, , title, body, actions, hints]) => {
        const id = Number(replacesId) || this.#all.size + 1;
        const before = this.#all.get(id);
        const pairs = actions as string[];
        this.#all.set(id, {
          id,
          title: String(title),
          body: String(body),
          actions: pairs.filter((_, index) => index % 2 === 0),
          buttons: pairs.filter((_, index) => index % 2 === 1 && pairs[index - 1] !== 'default'),
          hints: withoutPixels(plain(hints as Record<string, Variant>)),
          replaced: before === undefined ? 0 : before.replaced + 1,
          open: true,
        });
        this.#changes.notify();
        return [id];
      },
    });
  }
}

/** Shortens a picture for a failure's message, where its size and the number of its bytes are enough. */
function withoutPixels(hints: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const picture = hints['image-data'];
  if (!Array.isArray(picture)) return hints;
  const parts = picture.map((part: unknown) => (part instanceof Uint8Array ? part.length : part));
  return { ...hints, 'image-data': parts };
}
