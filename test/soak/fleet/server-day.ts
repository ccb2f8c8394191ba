import type { Clients } from './clients.ts';
import { HOUR, MINUTE, SECOND } from '../world/units.ts';

/** What happens to the server and its clients. Moments are in ms since the scenario's midnight. */
export interface Scenario {
  readonly name: string;
  readonly count: number;
  readonly forMs: number;
  /** When each client asks for the first time. */
  readonly firstAt: (client: number) => number;
  /** While it is down every request fails. */
  readonly down?: { readonly fromAt: number; readonly toAt: number };
  /** While they sleep no client asks; what was due then is asked for on waking. */
  readonly asleep?: { readonly fromAt: number; readonly toAt: number };
}

/** Requests by the second. */
export interface Load {
  readonly perSecond: Uint32Array;
  /** When the last client that had to wait had its token again; undefined where nothing was wrong. */
  readonly backlogGoneAt: number | undefined;
}

const NOBODY = -1;

/** Lets all clients ask one server whose tokens end on the hour, second by second. */
export function serve(scenario: Scenario, clients: Clients): Load {
  const seconds = Math.ceil(scenario.forMs / SECOND);
  const perSecond = new Uint32Array(seconds);
  // A list of clients for each second, linked through one array.
  const first = new Int32Array(seconds).fill(NOBODY);
  const next = new Int32Array(scenario.count);
  const dueAt = new Float64Array(scenario.count);
  const { down, asleep } = scenario;
  let backlogGoneAt: number | undefined;
  /** Was asked for in vain, or slept when it was due. */
  const waiting = new Uint8Array(scenario.count);

  const schedule = (client: number, at: number, now: number): void => {
    const sleeps = asleep !== undefined && at >= asleep.fromAt && at < asleep.toAt;
    if (sleeps) waiting[client] = 1;
    const awakeAt = sleeps ? asleep.toAt : at;
    const second = Math.max(Math.floor(awakeAt / SECOND), Math.floor(now / SECOND));
    dueAt[client] = awakeAt;
    if (second >= seconds) return;
    next[client] = first[second] ?? NOBODY;
    first[second] = client;
  };

  for (let client = 0; client < scenario.count; client += 1) schedule(client, scenario.firstAt(client), 0);
  for (let second = 0; second < seconds; second += 1) {
    for (;;) {
      const client = first[second] ?? NOBODY;
      if (client === NOBODY) break;
      first[second] = next[client] ?? NOBODY;
      const now = Math.max(dueAt[client] ?? 0, second * SECOND);
      perSecond[second] = (perSecond[second] ?? 0) + 1;
      if (down !== undefined && now >= down.fromAt && now < down.toAt) {
        waiting[client] = 1;
        schedule(client, clients.failed(client, now), now);
        continue;
      }
      if (waiting[client] === 1) {
        waiting[client] = 0;
        backlogGoneAt = now;
      }
      const expiresAt = (Math.floor(now / HOUR) + 1) * HOUR;
      schedule(client, clients.granted(client, expiresAt, now), now);
    }
  }
  return { perSecond, backlogGoneAt };
}

export function busiest(perSecond: Uint32Array, fromAt: number, toAt: number): number {
  let most = 0;
  const last = Math.min(Math.floor(toAt / SECOND), perSecond.length);
  for (let second = Math.floor(fromAt / SECOND); second < last; second += 1) most = Math.max(most, perSecond[second] ?? 0);
  return most;
}

export function total(perSecond: Uint32Array, fromAt: number, toAt: number): number {
  let sum = 0;
  const last = Math.min(Math.floor(toAt / SECOND), perSecond.length);
  for (let second = Math.floor(fromAt / SECOND); second < last; second += 1) sum += perSecond[second] ?? 0;
  return sum;
}

/** The span in which our clients ask after each hour. */
export const SPREAD_WINDOW = MINUTE;
