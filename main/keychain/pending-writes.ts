import type { DurationMs } from '../../preload/contract/time.ts';

/** Follows the writes and removals that are under way, so that the app can wait for them before it quits. */
export class PendingWrites {
  readonly #underWay = new Set<Promise<unknown>>();

  /** Counts `change`, which never rejects, while it is under way, and gives its result. */
  async during<T>(change: Promise<T>): Promise<T> {
    this.#underWay.add(change);
    const result = await change;
    this.#underWay.delete(change);
    return result;
  }

  /** Resolves when none is under way, those begun meanwhile included, or after `limitMs`. */
  async atMost(limitMs: DurationMs): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isOver = new Promise<'over'>((resolve) => {
      timer = setTimeout(resolve, limitMs, 'over');
    });
    while (this.#underWay.size > 0 && (await Promise.race([Promise.all(this.#underWay), isOver])) !== 'over');
    clearTimeout(timer);
  }
}
