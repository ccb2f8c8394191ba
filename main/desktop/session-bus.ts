import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BusConnection, type BusAnswer, type BusSignal, type BusTarget } from './bus-connection.ts';

/**
 * The signals to receive: a D-Bus match rule in parts.
 * https://dbus.freedesktop.org/doc/dbus-specification.html#message-bus-routing-match-rules
 */
export interface SignalRule {
  /** A bus name; signals of its present owner are received. */
  readonly sender: string;
  readonly interface: string;
  readonly member: string;
  readonly path?: string;
  /** The signal's first argument, a string. */
  readonly arg0?: string;
}

/** The desktop's D-Bus session bus. Connects when it is first used, and anew when it is used after the bus was lost. */
export interface SessionBus {
  /** Calls a method. Never rejects; `noBus` if there is no session bus. */
  call(target: BusTarget, signature?: string, ...body: readonly unknown[]): Promise<BusAnswer>;
  /** Calls a method whose body needs typed values. Never rejects; `noBus` if there is no session bus. */
  callWith(
    target: BusTarget,
    signature: string,
    body: (variant: (signature: string, value: unknown) => unknown) => readonly unknown[],
  ): Promise<BusAnswer>;
  /** Calls `listener` with each such signal from now on, on later connections too; gives a function that ends this. */
  listen(rule: SignalRule, listener: (signal: BusSignal) => void): () => void;
  /** Ends the connection and all listening for good. */
  close(): void;
}

/** D-Bus's own name, path and interface. */
export const DBUS = ['org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'] as const;
const NO_BUS: BusAnswer = { ok: false, why: 'noBus' };

/**
 * Gives the session bus. `address` gives the bus's present address, undefined where there is none. It may have several
 * entries, which are tried in turn (https://dbus.freedesktop.org/doc/dbus-specification.html#addresses).
 */
export function createSessionBus(address: () => string | undefined = sessionBusAddress): SessionBus {
  const listeners = new Map<SignalRule, (signal: BusSignal) => void>();
  /** The rules that were added on the present connection. */
  const matched = new Set<SignalRule>();
  let connection: Promise<BusConnection | undefined> | undefined;
  let closed = false;
  const isClosed = (): boolean => closed;

  const onSignal = (signal: BusSignal): void => {
    for (const [rule, listener] of [...listeners]) if (fits(rule, signal)) listener(signal);
  };

  const open = async (): Promise<BusConnection | undefined> => {
    const at = address();
    if (at === undefined || isClosed()) return undefined;
    const forget = () => {
      if (connection === opening) connection = undefined;
    };
    const opening = openFirst(at, onSignal, forget);
    connection = opening;
    const opened = await opening;
    if (opened === undefined || isClosed()) {
      forget();
      opened?.close();
      return undefined;
    }
    matched.clear();
    await Promise.all([...listeners.keys()].map((rule) => hear(opened, rule)));
    return opened;
  };

  const hear = async (bus: BusConnection, rule: SignalRule): Promise<void> => {
    if (matched.has(rule)) return;
    matched.add(rule);
    await match(bus, 'AddMatch', rule);
  };

  const connect = (): Promise<BusConnection | undefined> => connection ?? open();

  return {
    async call(target, signature = '', ...body) {
      return (await connect())?.call(target, signature, body) ?? NO_BUS;
    },
    async callWith(target, signature, body) {
      const bus = await connect();
      return (
        bus?.call(
          target,
          signature,
          body((type, value) => bus.variant(type, value)),
        ) ?? NO_BUS
      );
    },
    listen(rule, listener) {
      listeners.set(rule, listener);
      void connect().then((bus) => bus && hear(bus, rule));
      return () => {
        if (listeners.delete(rule)) void connection?.then((bus) => bus && match(bus, 'RemoveMatch', rule));
      };
    },
    close() {
      closed = true;
      listeners.clear();
      void connection?.then((bus) => bus?.close());
    },
  };
}

/**
 * Connects to the first entry that answers; only sockets of this machine are accepted. Calls `lost` once that connection
 * has ended.
 */
async function openFirst(
  address: string,
  onSignal: (signal: BusSignal) => void,
  lost: () => void,
): Promise<BusConnection | undefined> {
  for (const entry of address.split(';').filter((one) => one.startsWith('unix:'))) {
    let isTaken = false;
    let hasEnded = false;
    const opened = await BusConnection.open(entry, onSignal, () => {
      hasEnded = true;
      if (isTaken) lost();
    });
    isTaken = opened !== undefined && !hasEnded;
    if (isTaken) return opened;
  }
  lost();
  return undefined;
}

/** Gives the session bus's address, on systems that have one. */
function sessionBusAddress(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const given = process.env['DBUS_SESSION_BUS_ADDRESS'];
  if (given !== undefined && given !== '') return given;
  const socket = join(process.env['XDG_RUNTIME_DIR'] ?? '', 'bus');
  return process.env['XDG_RUNTIME_DIR'] !== undefined && existsSync(socket) ? `unix:path=${socket}` : undefined;
}

function match(bus: BusConnection, method: 'AddMatch' | 'RemoveMatch', rule: SignalRule): Promise<BusAnswer> {
  const parts = Object.entries({ type: 'signal', ...rule }).map(([key, value]) => `${key}='${value}'`);
  return bus.call([...DBUS, method], 's', [parts.join(',')]);
}

/** Whether a signal is one of the rule's: the bus sorts by sender, but one rule's signals reach every listener. */
function fits(rule: SignalRule, signal: BusSignal): boolean {
  const isSameSender = rule.sender !== DBUS[0] || signal.sender === DBUS[0];
  const isSameSignal = rule.interface === signal.interface && rule.member === signal.member;
  const isSamePlace = rule.path === undefined || rule.path === signal.path;
  return isSameSender && isSameSignal && isSamePlace && (rule.arg0 === undefined || rule.arg0 === signal.body[0]);
}
