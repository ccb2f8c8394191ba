import { observe } from '../../../main/core/token/server-habits.ts';
import { refreshAt, catchUpAt, lastChanceAt, retryAtAfter } from '../../../main/core/token/refresh-times.ts';
import type { ServerHabits } from '../../../main/core/token/server-habits.ts';
import { Random } from '../world/random.ts';
import { MINUTE, SECOND } from '../world/units.ts';

/** A million clients of one kind: what each does after an answer. Moments are in ms since the scenario's midnight. */
export interface Clients {
  readonly name: string;
  /** Takes note of a token that was given at `now`; gives when this client makes its next request. */
  readonly granted: (client: number, expiresAt: number, now: number) => number;
  /** Takes note of a failure at `now`; gives when this client makes its next request. */
  readonly failed: (client: number, now: number) => number;
  /** Wakes the client at `now`, whose request was due at `dueAt` in its sleep; gives when it makes that request. */
  readonly woke: (client: number, dueAt: number, now: number) => number;
}

/** Naive clients: they refresh a minute before the end, then at the end, and after a failure every 30 s. */
export function naiveClients(count: number): Clients {
  const expiry = new Float64Array(count);
  return {
    name: 'naive',
    granted(client, expiresAt, now) {
      expiry[client] = expiresAt;
      return now < expiresAt - MINUTE ? expiresAt - MINUTE : expiresAt;
    },
    failed: (_client, now) => now + 30 * SECOND,
    woke: (_client, _dueAt, now) => now,
  };
}

/** Clients with the app's own schedule. Their memory is in arrays, since there are a million of them. */
export function ourClients(count: number, seed: number): Clients {
  const random = new Random(seed);
  const jitterSeed = Float64Array.from({ length: count }, () => random.next());
  const expiry = new Float64Array(count);
  const attempts = new Uint16Array(count);
  const onTheHour = new Uint8Array(count);
  return {
    name: 'ours',
    granted(client, expiresAt, now) {
      const habitsBefore: ServerHabits = { onTheHour: onTheHour[client] ?? 0, shortLives: 0 };
      const habits = observe(habitsBefore, expiresAt, now);
      const previous = expiry[client] ?? 0;
      // A higher count would change nothing, and it has to fit into a byte.
      onTheHour[client] = Math.min(habits.onTheHour, 9);
      attempts[client] = 0;
      expiry[client] = expiresAt;
      const token = {
        expiresAt,
        previousExpiresAt: previous === 0 ? undefined : previous,
        serverHabits: { onTheHour: habits.onTheHour, shortLives: 0 },
        jitterSeed: jitterSeed[client] ?? 0,
      };
      return refreshAt(token, now) ?? Infinity;
    },
    failed(client, now) {
      const attempt = (attempts[client] ?? 0) + 1;
      attempts[client] = attempt;
      const heldExpiresAt = expiry[client] ?? 0;
      const atLatest = heldExpiresAt === 0 ? undefined : lastChanceAt(heldExpiresAt, jitterSeed[client] ?? 0);
      return retryAtAfter({ kind: 'server_error' }, attempt, now, { random: random.next(), atLatest });
    },
    woke: (client, dueAt, now) => catchUpAt(Math.max(dueAt, expiry[client] ?? 0), jitterSeed[client] ?? 0, now),
  };
}
