import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { Message } from '../../preload/contract/snapshot.ts';
import { NO_ANSWER } from '../text/local-messages.ts';

/** What has happened, as the page read it last. */
export class PageHistory {
  /** The oldest first; undefined until it has been read. */
  entries: readonly HistoryEntry[] | undefined = $state.raw();
  /** Why it could not be read. */
  failure: Message | undefined = $state.raw();
  readonly #nerd: Pick<NerdBridge, 'history'>;
  #readings = 0;

  constructor(nerd: Pick<NerdBridge, 'history'>) {
    this.#nerd = nerd;
  }

  /** Reads it anew. What was read before stays until then; the answer to an older reading is dropped. */
  async read(): Promise<void> {
    this.#readings += 1;
    const reading = this.#readings;
    const result = await this.#nerd.history().catch(() => ({ ok: false, message: NO_ANSWER }) as const);
    if (reading !== this.#readings) return;
    if (result.ok) this.entries = result.entries;
    this.failure = result.ok ? undefined : result.message;
  }
}
