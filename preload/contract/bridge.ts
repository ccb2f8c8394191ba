import type { Dispatch } from './command.ts';
import type { HistoryResult } from './command-results.ts';
import type { AppSnapshot } from './snapshot.ts';

/** The three IPC channels; `main/window/ipc.ts` answers, `preload/index.ts` asks. */
export const CHANNELS = {
  /** main → window: the whole snapshot, each time it changes. */
  snapshot: 'nerd:snapshot',
  /** window → main: asks for the snapshot as it is now. */
  ask: 'nerd:ask',
  /** window → main: a command; answered by its result. */
  command: 'nerd:command',
} as const;

/** What the window finds at `window.nerd`: verbs, not channels. */
export interface NerdBridge {
  snapshot(): Promise<AppSnapshot>;
  /** Calls back with each new snapshot; gives back how to stop. */
  onSnapshot(listener: (snapshot: AppSnapshot) => void): () => void;
  /** What has happened, the oldest first. */
  history(): Promise<HistoryResult>;
  /** Sends a command, which main parses; rejects if main finds that it is none. */
  readonly send: Dispatch;
}

declare global {
  interface Window {
    readonly nerd: NerdBridge;
  }
}
