import type { EventEmitter } from 'node:events';
import type { Message, MessageBus } from '@jellybrick/dbus-next';

/** The method to call: `[destination, object path, interface, method]`. */
export type BusTarget = readonly [destination: string, path: string, iface: string, method: string];

/**
 * The answer to a call. `why` is `noBus` if there is no bus or it has ended, `noAnswer` if the other side took too
 * long, else the name of a D-Bus error.
 */
export type BusAnswer =
  | { readonly ok: true; readonly body: readonly unknown[]; readonly sender: string }
  | { readonly ok: false; readonly why: string };

/** A signal that came over the bus. */
export interface BusSignal {
  /** The unique name of the connection that sent it, or `org.freedesktop.DBus`. */
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** D-Bus's own limit for an answer, in libdbus and GLib. */
const ANSWER_LIMIT_MS = 25_000;
/** A bus is on this machine: it accepts a client at once, or is not worth a longer wait. */
const CONNECT_LIMIT_MS = 5_000;

/** One connection to a bus, on the library's message level: it calls methods, receives signals, and serves nothing. */
export class BusConnection {
  readonly #pendingCalls = new Set<(answer: BusAnswer) => void>();
  #isOpen = true;

  private constructor(
    private readonly library: typeof import('@jellybrick/dbus-next'),
    private readonly bus: MessageBus,
    private readonly lost: () => void,
  ) {}

  /** Connects to the bus at `address`; undefined if it cannot. Calls `lost` once when the connection has ended. */
  static async open(
    address: string,
    onSignal: (signal: BusSignal) => void,
    lost: () => void,
  ): Promise<BusConnection | undefined> {
    // The library is loaded only now: most starts of the app need no bus before the tray is there.
    const library = await import('@jellybrick/dbus-next');
    const bus = library.sessionBus({ busAddress: address });
    const connection = new BusConnection(library, bus, lost);
    const events: EventEmitter = bus;
    const connected = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), CONNECT_LIMIT_MS);
      const done = (isConnected: boolean) => {
        clearTimeout(timer);
        resolve(isConnected);
      };
      events.once('connect', () => done(true));
      // This listener stays for the connection's whole life: an error without one would end the app.
      events.on('error', () => {
        done(false);
        connection.close();
      });
    });
    if (!connected) {
      connection.close();
      return undefined;
    }
    // The library does not tell that a bus has ended, and then lets every call wait for ever.
    (bus as unknown as { readonly _connection: EventEmitter })._connection.once('end', () => connection.close());
    bus.on('message', (message: Message) => {
      // A signal may come in one piece with the answer before it, and the caller has to get that answer first.
      if (message.type === library.MessageType.SIGNAL) setImmediate(onSignal, message);
    });
    return connection;
  }

  /** Calls a method. Never rejects, and always resolves in the end. */
  call([destination, path, iface, member]: BusTarget, signature: string, body: readonly unknown[]): Promise<BusAnswer> {
    if (!this.#isOpen) return Promise.resolve({ ok: false, why: 'noBus' });
    const { Message, DBusError } = this.library;
    return new Promise((resolve) => {
      const done = (answer: BusAnswer) => {
        clearTimeout(timer);
        this.#pendingCalls.delete(done);
        resolve(answer);
      };
      const timer = setTimeout(() => done({ ok: false, why: 'noAnswer' }), ANSWER_LIMIT_MS);
      this.#pendingCalls.add(done);
      const message = new Message({ destination, path, interface: iface, member, signature, body: [...body] });
      this.bus.call(message).then(
        (reply) => done({ ok: true, body: reply?.body ?? [], sender: reply?.sender ?? '' }),
        (error: unknown) => done({ ok: false, why: error instanceof DBusError ? error.type : 'noBus' }),
      );
    });
  }

  /** Makes a value with its D-Bus type, for a place that takes any type. */
  variant(signature: string, value: unknown): unknown {
    return new this.library.Variant(signature, value);
  }

  /** Ends the connection; calls that are under way resolve to `noBus`. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.bus.disconnect();
    for (const giveUp of [...this.#pendingCalls]) giveUp({ ok: false, why: 'noBus' });
    this.lost();
  }
}
