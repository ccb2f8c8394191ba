/** The three IPC channels; `main/window/ipc.ts` answers, `preload/index.ts` asks. */
export const CHANNELS = {
  /** main → window: the whole snapshot, each time it changes. */
  snapshot: 'nerd:snapshot',
  /** window → main: asks for the snapshot as it is now. */
  ask: 'nerd:ask',
  /** window → main: a {@link Command}; answered by its result. */
  command: 'nerd:command',
} as const;
