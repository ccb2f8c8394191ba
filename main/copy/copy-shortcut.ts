import type { ShortcutProblem } from '../../preload/contract/settings.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Shortcuts } from '../ports/desktop.ts';

/**
 * A press that comes this soon after the one before is the key repeat of keys that are held: the system tells of no
 * release. Systems wait 250 to 1,000 ms before the first repeat (Windows' slowest setting), and less between the others.
 */
export const REPEAT_WITHIN_MS: DurationMs = 1_000;

/** Registers the one global shortcut: the last one that could be registered stays, or there is none. */
export class CopyShortcut {
  #active: string | undefined;
  #failed = false;
  #pressedAtMs: DurationMs | undefined;

  /** Calls `onPressed` once a press, however long the keys are held. */
  constructor(
    private readonly shortcuts: Shortcuts,
    private readonly clock: Pick<Clock, 'uptime'>,
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
    this.#pressedAtMs = undefined;
  }

  #register(accelerator: string): boolean {
    return this.shortcuts.register(accelerator, () => {
      const [before, now] = [this.#pressedAtMs, this.clock.uptime()];
      this.#pressedAtMs = now;
      if (before === undefined || now - before > REPEAT_WITHIN_MS) this.onPressed();
    });
  }
}
