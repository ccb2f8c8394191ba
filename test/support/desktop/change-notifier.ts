/** Lets a waiter read again each time something changed, so that nobody polls. */
export class ChangeNotifier {
  readonly #waiting = new Set<() => void>();

  /** Says that something changed. */
  notify(): void {
    for (const read of [...this.#waiting]) read();
  }

  /** What `read` gives once it is not undefined; fails after `limitMs` with `what` and what `seen` tells. */
  until<T>(what: string, read: () => T | undefined, limitMs: number, seen: () => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = read();
        if (found === undefined) return;
        finish();
        resolve(found);
      };
      const finish = () => {
        clearTimeout(timer);
        this.#waiting.delete(check);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`Waited ${limitMs} ms for ${what}; what is there: ${JSON.stringify(seen())}`));
      }, limitMs);
      this.#waiting.add(check);
      check();
    });
  }
}

/** The time limit of every wait on the desktop, unless the caller names another. */
export const WAIT_LIMIT_MS = 30_000;
