/** Lets a waiter look again each time something changed, so that nobody polls. */
export class Changes {
  readonly #waiting = new Set<() => void>();

  /** Says that something changed. */
  notify(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** What `look` gives once it is not undefined; fails after `limitMs` with `what` and what `seen` tells. */
  until<T>(what: string, look: () => T | undefined, limitMs: number, seen: () => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      const lookAgain = () => {
        const found = look();
        if (found === undefined) return;
        finish();
        resolve(found);
      };
      const finish = () => {
        clearTimeout(timer);
        this.#waiting.delete(lookAgain);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`Waited ${limitMs} ms for ${what}; what is there: ${JSON.stringify(seen())}`));
      }, limitMs);
      this.#waiting.add(lookAgain);
      lookAgain();
    });
  }
}

/** The time limit of every wait on the desktop, unless the caller names another. */
export const WAIT_LIMIT_MS = 30_000;
