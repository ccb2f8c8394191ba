import type { DurationMs } from '../../preload/contract/snapshot.ts';

/** What is being stored or deleted at the moment, and waited for before the app quits. */
export class OpenChanges {
  readonly #open = new Set<Promise<unknown>>();

  /** Counts `change`, which never rejects, while it is under way. */
  async during<T>(change: Promise<T>): Promise<T> {
    this.#open.add(change);
    const result = await change;
    this.#open.delete(change);
    return result;
  }

  /** Resolves when none is under way, those begun meanwhile included, or after `limitMs`. */
  async atMost(limitMs: DurationMs): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isOver = new Promise<'over'>((resolve) => {
      timer = setTimeout(resolve, limitMs, 'over');
    });
    while (this.#open.size > 0 && (await Promise.race([Promise.all(this.#open), isOver])) !== 'over');
    clearTimeout(timer);
  }
}
