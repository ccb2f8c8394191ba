/** Wakes everybody who waits for a condition each time something has changed, so that nobody polls. */
export class ChangeNotifier {
  readonly #waiting = new Set<() => void>();

  /** Makes everybody who waits check the condition again. */
  notify(): void {
    for (const read of [...this.#waiting]) read();
  }

  /**
   * Resolves to the first value of `read` that is not undefined. After `limitMs` it rejects with an error that names `what`
   * and holds the value of `seen`.
   */
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
