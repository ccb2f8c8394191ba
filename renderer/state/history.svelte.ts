import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { Message } from '../../preload/contract/message.ts';
import { answerOf } from './main-requests.svelte.ts';

/** The history as the page read it last. */
export class PageHistory {
  /** The entries, the oldest first; undefined until they have been read. */
  entries: readonly HistoryEntry[] | undefined = $state.raw();
  /** Why the history could not be read. */
  failure: Message | undefined = $state.raw();
  readonly #nerd: Pick<NerdBridge, 'history'>;
  #readings = 0;

  constructor(nerd: Pick<NerdBridge, 'history'>) {
    this.#nerd = nerd;
  }

  /** Reads the history again. The old entries stay until then, and the answer to an earlier request is dropped. */
  async read(): Promise<void> {
    this.#readings += 1;
    const reading = this.#readings;
    const result = await answerOf(this.#nerd.history());
    if (reading !== this.#readings) return;
    if (result.ok) this.entries = result.entries;
    this.failure = result.ok ? undefined : result.message;
  }
}
