import { HOUR, SECOND } from '../world/units.ts';
import type { Clients } from './clients.ts';

/** A time from `fromAt` up to, but not including, `toAt`. */
interface Span {
  readonly fromAt: number;
  readonly toAt: number;
}

/** What happens to the server and its clients. Moments are in ms since the scenario's midnight. */
export interface Scenario {
  readonly name: string;
  /** How many clients there are. */
  readonly count: number;
  readonly forMs: number;
  /** Gives when a client makes its first request. */
  readonly firstAt: (client: number) => number;
  /** The time in which every request fails. */
  readonly down?: Span;
  /** The time in which no client makes a request; those that were due then are made on waking. */
  readonly asleep?: Span;
}

/** What the server had to bear. */
export interface Load {
  /** How many requests came in each second of the scenario. */
  readonly requestsPerSecond: Uint32Array;
  /** When the last of the clients that had failed or slept had its token again; undefined if there were none. */
  readonly backlogGoneAt: number | undefined;
}

const NOBODY = -1;

/** Runs a scenario second by second: all clients make requests to one server, whose tokens expire on the hour. */
export function serve({ count, forMs, firstAt, down, asleep }: Scenario, clients: Clients): Load {
  const seconds = Math.ceil(forMs / SECOND);
  const requestsPerSecond = new Uint32Array(seconds);
  // Each second has a list of clients, which are linked through one array.
  const firstDue = new Int32Array(seconds).fill(NOBODY);
  const nextDue = new Int32Array(count);
  const dueAt = new Float64Array(count);
  const lacksToken = new Uint8Array(count);
  let backlogGoneAt: number | undefined;

  const schedule = (client: number, at: number): void => {
    const sleeps = asleep !== undefined && isWithin(at, asleep);
    if (sleeps) lacksToken[client] = 1;
    const requestAt = sleeps ? clients.woke(client, at, asleep.toAt) : at;
    const second = Math.floor(requestAt / SECOND);
    dueAt[client] = requestAt;
    if (second >= seconds) return;
    nextDue[client] = firstDue[second] ?? NOBODY;
    firstDue[second] = client;
  };
  const request = (client: number, now: number): number => {
    if (down !== undefined && isWithin(now, down)) {
      lacksToken[client] = 1;
      return clients.failed(client, now);
    }
    if (lacksToken[client] === 1) {
      lacksToken[client] = 0;
      backlogGoneAt = now;
    }
    return clients.granted(client, (Math.floor(now / HOUR) + 1) * HOUR, now);
  };

  for (let client = 0; client < count; client += 1) schedule(client, firstAt(client));
  for (let second = 0; second < seconds; second += 1) {
    for (let client = firstDue[second] ?? NOBODY; client !== NOBODY; client = firstDue[second] ?? NOBODY) {
      firstDue[second] = nextDue[client] ?? NOBODY;
      requestsPerSecond[second] = (requestsPerSecond[second] ?? 0) + 1;
      schedule(client, request(client, dueAt[client] ?? 0));
    }
  }
  return { requestsPerSecond, backlogGoneAt };
}

function isWithin(at: number, { fromAt, toAt }: Span): boolean {
  return at >= fromAt && at < toAt;
}
