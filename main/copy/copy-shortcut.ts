import type { ShortcutProblem } from '../../preload/contract/settings.ts';
import type { Shortcuts } from '../ports/desktop.ts';

/** Registers the one global shortcut: the last one that could be registered stays, or there is none. */
export class CopyShortcut {
  #active: string | undefined;
  #failed = false;

  constructor(
    private readonly shortcuts: Shortcuts,
    private readonly onPressed: () => void,
  ) {}

  /** Why the shortcut of the settings does not work; undefined if it works. */
  get problem(): ShortcutProblem | undefined {
    return this.#failed ? this.shortcuts.problem : undefined;
  }

  /** The shortcut that is registered now, as an Electron accelerator. */
  get active(): string | undefined {
    return this.#active;
  }

  /**
   * Registers a shortcut in place of the one before, or none for null. False if it cannot, and then nothing changes.
   */
  set(accelerator: string | null): boolean {
    if (accelerator === (this.#active ?? null) && !this.#failed) return true;
    const works = accelerator === null || accelerator === this.#active || this.#register(accelerator);
    if (!works) return false;
    if (accelerator !== this.#active) this.stop();
    this.#active = accelerator ?? undefined;
    this.#failed = false;
    return true;
  }

  /** Registers the shortcut of the settings at the start. False if it cannot; {@link problem} says why from then on. */
  start(accelerator: string | null): boolean {
    this.#failed = !this.set(accelerator);
    return !this.#failed;
  }

  /** Unregisters the shortcut. */
  stop(): void {
    if (this.#active !== undefined) this.shortcuts.unregister(this.#active);
    this.#active = undefined;
  }

  #register(accelerator: string): boolean {
    return this.shortcuts.register(accelerator, this.onPressed);
  }
}
