import { createHash } from 'node:crypto';
import type { ClearCopy } from '../../preload/contract/settings.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import { clearsInMs } from '../core/copy/clear-after.ts';
import type { Clock } from '../ports/clock.ts';
import type { Clipboard, ClipboardWrite } from '../ports/desktop.ts';
import type { CopyNote, Log } from '../ports/storage.ts';

export interface ClipboardGuardParts {
  readonly clipboard: Clipboard;
  readonly clock: Pick<Clock, 'uptime' | 'after'>;
  /** How long a copy may stay, as it is set now. */
  readonly clearAfter: () => ClearCopy;
  /** Outlives the process, as a copy can. */
  readonly note: CopyNote;
  readonly log: Log;
  /** A copy has left the clipboard, could not be taken from it, or was put back twice by another program. */
  readonly onEnd: (end: CopyEnd) => void;
}

export type CopyEnd = 'gone' | 'notCleared' | 'putBack';

/** Clipboard managers that keep the clipboard filled look at it twice a second or oftener (parcellite). */
const PUT_BACK_MS = 1_000;

/**
 * Takes a copied access token from the clipboard again, if it is still there. Counted on the steady clock: it goes on
 * through sleep, and a computer's clock that is set back does not leave a token there for hours.
 */
export class ClipboardGuard {
  #copiedAtMs: DurationMs | undefined;
  /**
   * Hashes of what was written since the clipboard was last seen without it, in whichever format. Not the texts: an
   * access token that was copied can outlive the session that it came from, and main should not keep it for that.
   */
  readonly #written = new Set<string>();
  /** It could not be taken away: the user was told, and it is not tried again until they ask. */
  #gaveUp = false;
  #cancelTimer: (() => void) | undefined;
  /** Set while a cleared copy may be put back. */
  #cancelRecheck: (() => void) | undefined;
  /** Writing, looking and clearing take turns, so that clearing never takes away a newer copy. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ClipboardGuardParts) {}

  /** Whether a copy may be on the clipboard; and when it leaves, if it does not have to stay. */
  get pending(): { readonly clearsInMs: DurationMs | undefined } | undefined {
    return this.#copiedAtMs === undefined ? undefined : { clearsInMs: this.#leftMs(this.#copiedAtMs) };
  }

  writeSecret(text: string): Promise<ClipboardWrite> {
    return this.#inTurn(async () => {
      // From before the write, which can take its time: others may read the text before it has ended.
      const startedAtMs = this.parts.clock.uptime();
      // Before the write: a crash between the two may leave a note of nothing, but no copy without a note.
      this.parts.note.add(text);
      const outcome = await this.parts.clipboard.writeSecret(text);
      if (outcome !== 'written') return outcome;
      this.#written.add(hash(text));
      this.#copiedAtMs = startedAtMs;
      this.#gaveUp = false;
      this.#endRecheck();
      this.rearm();
      return outcome;
    });
  }

  /**
   * Takes away what a run before this one has copied and a crash kept it from clearing; to be called once, at the start.
   * What cannot be seen yet, as Wayland shows its clipboard to nobody without a window, is looked for at the next start.
   */
  async clearLeftover(): Promise<void> {
    const { clipboard, note, log, clearAfter } = this.parts;
    if (!note.isThere || clearAfter() === 'off') return;
    await this.#inTurn(async () => {
      if (this.#copiedAtMs !== undefined) return;
      try {
        const text = await clipboard.readText();
        if (text === '') return;
        if (note.holds(text)) {
          await clipboard.clear();
          if (note.holds(await clipboard.readText())) throw new Error('still there');
          log.event('leftoverCleared');
        }
        note.remove();
      } catch {
        log.event('clipboardNotCleared');
      }
    });
  }

  /** To be called when time may have passed, or the setting was changed. */
  rearm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const leftMs = this.pending?.clearsInMs;
    if (leftMs === undefined) return;
    this.#cancelTimer = this.parts.clock.after(leftMs, () => {
      void this.#clearIfDue();
    });
  }

  /** Takes it away now, whatever is set. False if it is still there. */
  async clear(): Promise<boolean> {
    const end = await this.#inTurn(() => this.#clear());
    if (end === 'gone') this.parts.onEnd(end);
    return end !== 'notCleared';
  }

  /** Ends the timer, and takes away what was not to stay. */
  async stop(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    await this.#inTurn(async () => {
      // A copy that was cleared a moment ago is looked for once more now, since there is no later.
      if (this.#cancelRecheck !== undefined) await this.#recheck('last');
      else if (this.parts.clearAfter() !== 'off') await this.#clear();
      this.#endRecheck();
    });
  }

  async #clearIfDue(): Promise<void> {
    const end = await this.#inTurn(async () => {
      // Asked again: a newer copy may have come while it waited for its turn.
      if (this.pending?.clearsInMs === 0) return this.#clear();
      this.rearm();
      return undefined;
    });
    if (end !== undefined) this.parts.onEnd(end);
  }

  async #clear(): Promise<'gone' | 'notCleared' | undefined> {
    if (this.#copiedAtMs === undefined) return undefined;
    const { log } = this.parts;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    let ours: boolean;
    try {
      ours = await this.#takeAway();
      log.event('clipboardCleared', { ours });
    } catch {
      log.event('clipboardNotCleared');
      this.#gaveUp = true;
      return 'notCleared';
    }
    this.#copiedAtMs = undefined;
    if (ours) this.#recheckLater('first');
    else this.#forget();
    return 'gone';
  }

  /** Clears the clipboard if a copy of ours is there, and gives whether it was. Rejects if it is still there then. */
  async #takeAway(): Promise<boolean> {
    const { clipboard } = this.parts;
    const isThere = async (): Promise<boolean> => this.#written.has(hash(await clipboard.readText()));
    const ours = await isThere();
    if (ours) await clipboard.clear();
    if (ours && (await isThere())) throw new Error('still there');
    return ours;
  }

  #recheckLater(which: Recheck): void {
    this.#endRecheck();
    this.#cancelRecheck = this.parts.clock.after(PUT_BACK_MS, () => {
      void this.#inTurn(() => this.#recheck(which));
    });
  }

  /** Looks whether the cleared copy was put back; the first time it is cleared once more, then the user is told. */
  async #recheck(which: Recheck): Promise<void> {
    // A newer copy, which came while this waited for its turn, has a time of its own.
    if (this.#copiedAtMs !== undefined || this.#cancelRecheck === undefined) return;
    this.#endRecheck();
    const { clipboard, clock, log, onEnd } = this.parts;
    try {
      if (which === 'second') {
        if (!this.#written.has(hash(await clipboard.readText()))) this.#forget();
        else throw new Error('put back');
      } else if ((await this.#takeAway()) && which === 'first') this.#recheckLater('second');
      else this.#forget();
    } catch {
      log.event('clipboardNotCleared');
      this.#copiedAtMs = clock.uptime();
      this.#gaveUp = true;
      onEnd('putBack');
    }
  }

  #endRecheck(): void {
    this.#cancelRecheck?.();
    this.#cancelRecheck = undefined;
  }

  #forget(): void {
    this.#written.clear();
    this.parts.note.remove();
  }

  #leftMs(copiedAtMs: DurationMs): DurationMs | undefined {
    const { clock, clearAfter } = this.parts;
    if (this.#gaveUp) return undefined;
    return clearsInMs(clearAfter(), clock.uptime() - copiedAtMs);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn;
    return turn;
  }
}

/** Which look at the clipboard after it was cleared; `last` when the app quits. */
type Recheck = 'first' | 'second' | 'last';

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
