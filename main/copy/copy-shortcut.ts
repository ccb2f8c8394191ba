import type { ShortcutProblem } from '../../preload/contract/settings.ts';
import type { Shortcuts } from '../ports/desktop.ts';

/** Keeps the one shortcut: there is always the last one that worked, or none. */
export class CopyShortcut {
  #active: string | undefined;
  #failed = false;

  constructor(
    private readonly shortcuts: Shortcuts,
    private readonly onPressed: () => void,
  ) {}

  /** Why the shortcut that is set does not work. */
  get problem(): ShortcutProblem | undefined {
    return this.#failed ? this.shortcuts.problem : undefined;
  }

  /** What works now, in Electron's form. */
  get active(): string | undefined {
    return this.#active;
  }

  /** Takes this one in place of the one before, or gives that up for none; false if it could not, and all is as before. */
  set(accelerator: string | null): boolean {
    if (accelerator === (this.#active ?? null) && !this.#failed) return true;
    const works = accelerator === null || accelerator === this.#active || this.#register(accelerator);
    if (!works) return false;
    if (accelerator !== this.#active) this.stop();
    this.#active = accelerator ?? undefined;
    this.#failed = false;
    return true;
  }

  /** The same at the start, when there is none to keep; what is set does not work then. */
  start(accelerator: string | null): boolean {
    this.#failed = !this.set(accelerator);
    return !this.#failed;
  }

  stop(): void {
    if (this.#active !== undefined) this.shortcuts.unregister(this.#active);
    this.#active = undefined;
  }

  #register(accelerator: string): boolean {
    return this.shortcuts.register(accelerator, this.onPressed);
  }
}
