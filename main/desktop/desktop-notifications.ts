import type { AppNotification, NotificationStay } from '../ports/desktop.ts';
import type { BusSignal } from './bus-connection.ts';
import type { SessionBus } from './session-bus.ts';

/** Names of the Desktop Notifications Specification 1.2 (https://specifications.freedesktop.org/notification-spec/). */
const SERVER = [
  'org.freedesktop.Notifications',
  '/org/freedesktop/Notifications',
  'org.freedesktop.Notifications',
] as const;
const DEFAULT_ACTION = 'default';
const BUTTON = 'button-';
/** The number to give where no notification is replaced. */
const NONE = 0;

/** By the specification: urgency from 0 (low) to 2 (critical), and when it expires: -1 as the server has it, 0 never. */
const STAYS: Readonly<
  Record<NotificationStay | 'asUsual', { readonly urgency: number; readonly expireTimeout: number }>
> = {
  briefly: { urgency: 0, expireTimeout: -1 },
  asUsual: { urgency: 1, expireTimeout: -1 },
  untilClosed: { urgency: 2, expireTimeout: 0 },
};

/** A picture as `image-data` has it: RGBA, 8 bits each, row by row. */
export interface NotificationIcon {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

export interface DesktopNotificationsOptions {
  readonly bus: SessionBus;
  readonly appName: string;
  /** The desktop entry's name, without its ending. */
  readonly desktopEntry: string;
  readonly icon: () => NotificationIcon;
}

interface ShownNotification {
  /** The server's number for the notification. */
  readonly number: number;
  /** The server's unique bus name: once it has been restarted, its numbers mean other notifications. */
  readonly server: string;
  readonly stays: NotificationStay | undefined;
  readonly onPress: (button: number | undefined) => void;
}

/** Shows notifications by the desktop's own protocol, since Electron's have no buttons on Linux. */
export class DesktopNotifications {
  readonly #shown = new Map<string, ShownNotification>();
  /** The last call. Calls run one after the other, so that a close comes after the show that it is for. */
  #last: Promise<unknown> = Promise.resolve();
  #isListening = false;

  constructor(private readonly options: DesktopNotificationsOptions) {}

  /**
   * Shows a notification; `noServer` if there is a bus without a notification server. `onPress` gets the button's
   * index.
   */
  show(notification: AppNotification, onPress: ShownNotification['onPress']): Promise<'shown' | 'noServer' | 'noBus'> {
    return this.#inTurn(() => this.#show(notification, onPress));
  }

  /** Closes the notification with this id, if it is shown. */
  close(id: string): Promise<void> {
    return this.#inTurn(async () => {
      const shown = this.#shown.get(id);
      if (shown === undefined) return;
      this.#shown.delete(id);
      await this.options.bus.call([shown.server, SERVER[1], SERVER[2], 'CloseNotification'], 'u', shown.number);
    });
  }

  /** Closes all notifications. */
  async closeAll(): Promise<void> {
    // This includes those that are about to be shown.
    await this.#last;
    await Promise.all([...this.#shown.keys()].map((id) => this.close(id)));
  }

  async #show(
    { id, title, body, buttons, stays }: AppNotification,
    onPress: ShownNotification['onPress'],
  ): Promise<'shown' | 'noServer' | 'noBus'> {
    const { bus, appName } = this.options;
    this.#listen();
    const asked = await bus.call([...SERVER, 'GetCapabilities']);
    if (!asked.ok) return asked.why === 'noBus' ? 'noBus' : 'noServer';
    // Signals arrive a turn later than answers: one sent before this answer may tell that the old one was closed.
    await new Promise((resolve) => setImmediate(resolve));
    const capabilities = strings(asked.body[0]);
    const before = this.#shown.get(id);
    const replaced = before?.server === asked.sender ? before.number : NONE;
    const actions = capabilities.includes('actions')
      ? [DEFAULT_ACTION, '', ...buttons.flatMap((label, index) => [`${BUTTON}${index}`, label])]
      : [];
    const text = capabilities.includes('body-markup') ? escaped(body) : body;
    const answer = await bus.callWith([...SERVER, 'Notify'], 'susssasa{sv}i', (variant) => [
      appName,
      replaced,
      '',
      title,
      text,
      actions,
      this.#hints(variant, stays),
      STAYS[stays ?? 'asUsual'].expireTimeout,
    ]);
    if (!answer.ok) return answer.why === 'noBus' ? 'noBus' : 'noServer';
    this.#shown.set(id, { number: Number(answer.body[0]), server: answer.sender, stays, onPress });
    return 'shown';
  }

  #hints(
    variant: (signature: string, value: unknown) => unknown,
    stays: NotificationStay | undefined,
  ): Record<string, unknown> {
    const { width, height, rgba } = this.options.icon();
    return {
      'desktop-entry': variant('s', this.options.desktopEntry),
      urgency: variant('y', STAYS[stays ?? 'asUsual'].urgency),
      // The server keeps no list of it, or keeps it after one of its buttons was pressed.
      ...(stays === 'briefly' && { transient: variant('b', true) }),
      ...(stays === 'untilClosed' && { resident: variant('b', true) }),
      // The picture is sent as pixels, since a server cannot read a file inside the app's archive.
      'image-data': variant('(iiibiiay)', [width, height, width * 4, true, 8, 4, rgba]),
    };
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const rule = { sender: SERVER[0], path: SERVER[1], interface: SERVER[2] };
    this.options.bus.listen({ ...rule, member: 'ActionInvoked' }, (signal) => {
      const found = this.#find(signal);
      if (found === undefined) return;
      const [id, shown] = found;
      const key = String(signal.body[1]);
      // Servers close it then, and most tell so; one that does not must not press the same button twice.
      if (shown.stays !== 'untilClosed') this.#shown.delete(id);
      shown.onPress(key.startsWith(BUTTON) ? Number(key.slice(BUTTON.length)) : undefined);
    });
    this.options.bus.listen({ ...rule, member: 'NotificationClosed' }, (signal) => {
      const found = this.#find(signal);
      if (found !== undefined) this.#shown.delete(found[0]);
    });
  }

  #find({ sender, body }: BusSignal): readonly [string, ShownNotification] | undefined {
    return [...this.#shown].find(([, shown]) => shown.server === sender && shown.number === body[0]);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** Escapes a body, which is XML-like where it may have markup (§Markup); title and buttons are always plain. */
function escaped(body: string): string {
  return body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
