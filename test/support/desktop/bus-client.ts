import type { EventEmitter } from 'node:events';
import {
  Message,
  MessageType,
  RequestNameReply,
  sessionBus,
  type MessageBus,
  type Variant,
} from '@jellybrick/dbus-next';

/** The method to call: `[destination, object path, interface, method]`. */
export type Target = readonly [destination: string, path: string, iface: string, member: string];

/** A method that the desktop serves: its D-Bus output signature and what answers. */
export interface ServedMethod {
  readonly out: string;
  /** Gives the answer's body; undefined for no answer at all. */
  answer(body: readonly unknown[], sender: string): readonly unknown[] | undefined;
}

/** A signal that came over the bus. */
export interface Signal {
  readonly sender: string;
  readonly path: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** D-Bus's own name, path and interface. */
const DBUS = ['org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'] as const;

/**
 * One connection to the private bus, on the library's message level: its `Interface` class hides configured members
 * behind own undefined fields, and introspection is of no use to a desktop that knows what it serves.
 */
export class BusClient {
  readonly #bus: MessageBus;
  readonly #served = new Map<string, ServedMethod>();

  private constructor(bus: MessageBus) {
    this.#bus = bus;
    bus.addMethodHandler((message: Message) => this.#answer(message));
  }

  static async connect(address: string): Promise<BusClient> {
    const bus = sessionBus({ busAddress: address });
    await new Promise<void>((resolve, reject) => {
      bus.once('connect', resolve);
      // The library emits this event, but does not declare it.
      (bus as EventEmitter).once('error', reject);
    });
    return new BusClient(bus);
  }

  /** Calls a method, and gives the reply's body; rejects with the service's error. */
  async call(target: Target, signature = '', ...body: unknown[]): Promise<readonly unknown[]> {
    const [destination, path, iface, member] = target;
    const reply = await this.#bus.call(new Message({ destination, path, interface: iface, member, signature, body }));
    return reply?.body ?? [];
  }

  /** Gives all properties of an interface, without their variants. */
  async properties(destination: string, path: string, iface: string): Promise<Readonly<Record<string, unknown>>> {
    const [all] = await this.call([destination, path, 'org.freedesktop.DBus.Properties', 'GetAll'], 's', iface);
    return plain(all as Record<string, Variant>);
  }

  /** Answers `iface.member` on whatever path it is called. */
  serve(iface: string, member: string, method: ServedMethod): void {
    this.#served.set(`${iface}.${member}`, method);
  }

  emit(path: string, iface: string, member: string, signature: string, ...body: unknown[]): void {
    this.#bus.send(Message.newSignal(path, iface, member, signature, body));
  }

  /** Calls `listener` with every signal of `iface`, whoever sends it. */
  async onSignal(iface: string, listener: (signal: Signal) => void): Promise<void> {
    this.#bus.on('message', (message: Message) => {
      if (message.type === MessageType.SIGNAL && message.interface === iface) listener(message);
    });
    await this.call([...DBUS, 'AddMatch'], 's', `type='signal',interface='${iface}'`);
  }

  /** Calls `listener` with a name's new owner, '' if it has none any more. */
  onOwnerChange(listener: (name: string, owner: string) => void): Promise<void> {
    return this.onSignal(DBUS[2], ({ member, body }) => {
      if (member === 'NameOwnerChanged') listener(String(body[0]), String(body[2]));
    });
  }

  async hasOwner(name: string): Promise<boolean> {
    const [owned] = await this.call([...DBUS, 'NameHasOwner'], 's', name);
    return owned === true;
  }

  async requestName(name: string): Promise<void> {
    const reply = await this.#bus.requestName(name, 0);
    if (reply !== RequestNameReply.PRIMARY_OWNER) throw new Error(`Somebody else owns ${name} on the private bus`);
  }

  async releaseName(name: string): Promise<void> {
    await this.#bus.releaseName(name);
  }

  close(): void {
    this.#bus.disconnect();
  }

  #answer(message: Message): boolean {
    const method = this.#served.get(`${message.interface}.${message.member}`);
    if (method === undefined) return false;
    const body = method.answer(message.body, message.sender);
    if (body === undefined) return true;
    this.#bus.send(Message.newMethodReturn(message, method.out, [...body]));
    return true;
  }
}

/** Gives a D-Bus `a{sv}` without its variants. */
export function plain(dictionary: Readonly<Record<string, Variant>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(dictionary).map(([key, variant]) => [key, variant.value]));
}
