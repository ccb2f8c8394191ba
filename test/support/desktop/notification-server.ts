import type { BusClient } from './bus-client.ts';
import { Changes, WAIT_LIMIT_MS } from './changes.ts';

/** Names and numbers of the Desktop Notifications Specification 1.2. */
const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
const DISMISSED_BY_USER = 2;
const CLOSED_BY_CALL = 3;

export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  /** The keys of its actions; 'default' is a click on it. */
  readonly actions: readonly string[];
  readonly open: boolean;
}

/** The desktop's notification server: keeps all it was ever asked to show. */
export class NotificationServer {
  readonly #client: BusClient;
  readonly #changes = new Changes();
  readonly #all = new Map<number, ShownNotification>();

  private constructor(client: BusClient) {
    this.#client = client;
  }

  static async start(client: BusClient): Promise<NotificationServer> {
    const server = new NotificationServer(client);
    server.#serve();
    await client.own(NAME);
    return server;
  }

  /** Everything shown so far, the oldest first. */
  all(): readonly ShownNotification[] {
    return [...this.#all.values()];
  }

  /** What is on the screen now. */
  open(): readonly ShownNotification[] {
    return this.all().filter((notification) => notification.open);
  }

  /** Waits until there is one that `check` accepts; `what` names it in the failure. */
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

  /** A click on it, after which it closes, as on real desktops. */
  click(id: number): void {
    this.#client.emit(PATH, NAME, 'ActionInvoked', 'us', id, 'default');
    this.#close(id, DISMISSED_BY_USER);
  }

  /** The user waves all of them away. */
  closeAll(): void {
    for (const { id } of this.open()) this.#close(id, DISMISSED_BY_USER);
  }

  #close(id: number, reason: number): void {
    const notification = this.#all.get(id);
    if (notification?.open !== true) return;
    this.#all.set(id, { ...notification, open: false });
    this.#client.emit(PATH, NAME, 'NotificationClosed', 'uu', id, reason);
    this.#changes.notify();
  }

  #serve(): void {
    this.#client.serve(NAME, 'GetCapabilities', { out: 'as', answer: () => [['actions', 'body', 'body-markup']] });
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
      answer: ([, replacesId, , title, body, actions]) => {
        const id = Number(replacesId) || this.#all.size + 1;
        const keys = (actions as string[]).filter((_, index) => index % 2 === 0);
        this.#all.set(id, { id, title: String(title), body: String(body), actions: keys, open: true });
        this.#changes.notify();
        return [id];
      },
    });
  }
}
