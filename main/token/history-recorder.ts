import { entryOf, recentHistory } from '../core/history/history.ts';
import { SECOND_MS } from '../core/time/time.ts';
import type { HistoryEntry, HistoryEvent } from '../../preload/contract/history.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { HistoryStore } from '../ports/storage.ts';
import type { ServerClock } from './server-clock.ts';

/** Linux reports each sleep and each wake twice, within this span. */
const DUPLICATE_WITHIN_MS = 5 * SECOND_MS;

/** Records the events of the last eight days. Never throws. */
export class History {
  #lastPower: { readonly kind: string; readonly at: EpochMs } | undefined;

  constructor(
    private readonly store: HistoryStore,
    private readonly clock: Pick<ServerClock, 'now'>,
  ) {}

  record(event: HistoryEvent): void {
    const at = this.clock.now();
    if (event.kind === 'slept' || event.kind === 'woke') {
      const last = this.#lastPower;
      this.#lastPower = { kind: event.kind, at };
      if (last?.kind === event.kind && Math.abs(at - last.at) < DUPLICATE_WITHIN_MS) return;
    }
    this.store.append(entryOf(event, at));
  }

  /** The recorded events, the oldest first. */
  recent(): HistoryEntry[] {
    return recentHistory(this.store.read(), this.clock.now());
  }
}
