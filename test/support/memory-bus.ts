import type { BusAnswer, BusSignal } from '../../main/desktop/bus-connection.ts';
import type { SessionBus, SignalRule } from '../../main/desktop/session-bus.ts';

/** A session bus in memory: the test says what each method answers, and sends the signals. */
export class MemoryBus implements SessionBus {
  /** The calls so far, as the method's name and its arguments. */
  readonly calls: (readonly [method: string, ...body: unknown[]])[] = [];
  /** The answer to each method, by its name; a method that has none here is not there. */
  readonly answers = new Map<string, (...body: readonly unknown[]) => readonly unknown[]>();
  /** False: there is no bus at all. */
  isThere = true;
  /** The unique name of whoever answers. */
  owner = ':1.7';
  readonly #listeners = new Map<SignalRule, (signal: BusSignal) => void>();

  get listenerCount(): number {
    return this.#listeners.size;
  }

  call(
    target: readonly [string, string, string, string],
    _signature?: string,
    ...body: readonly unknown[]
  ): Promise<BusAnswer> {
    const method = target[3];
    this.calls.push([method, ...body]);
    const answer = this.answers.get(method);
    if (!this.isThere) return Promise.resolve({ ok: false, why: 'noBus' });
    if (answer === undefined) return Promise.resolve({ ok: false, why: 'org.freedesktop.DBus.Error.ServiceUnknown' });
    return Promise.resolve({ ok: true, body: answer(...body), sender: this.owner });
  }

  callWith(
    target: readonly [string, string, string, string],
    signature: string,
    body: (variant: (signature: string, value: unknown) => unknown) => readonly unknown[],
  ): Promise<BusAnswer> {
    return this.call(target, signature, ...body((_signature, value) => value));
  }

  listen(rule: SignalRule, listener: (signal: BusSignal) => void): () => void {
    this.#listeners.set(rule, listener);
    return () => void this.#listeners.delete(rule);
  }

  /** Sends a signal to whoever listens for its name. */
  signal(member: string, ...body: readonly unknown[]): void {
    for (const [rule, listener] of this.#listeners)
      if (rule.member === member)
        listener({ sender: this.owner, path: rule.path ?? '', interface: rule.interface, member, body });
  }

  close(): void {
    this.#listeners.clear();
  }
}
