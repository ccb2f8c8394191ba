import type { NerdBridge } from '../../../preload/contract/bridge.ts';
import type { Command, CommandKind, CommandResults } from '../../../preload/contract/command.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';

/** What the page finds in place of main. */
export interface PageState {
  readonly name: string;
  readonly snapshot: AppSnapshot;
  /** Results by command; one that is not named works, and `never` stays under way. */
  readonly answers?: { readonly [K in CommandKind]?: CommandResults[K] | 'never' };
}

/** What tests read and do on the page's side. */
export interface FakeMain {
  /** The kinds of the commands that were sent, in order; what was entered is not kept. */
  readonly calls: string[];
  push(snapshot: AppSnapshot): void;
}

declare global {
  interface Window {
    /** There in the harness alone. */
    readonly fakeMain: FakeMain;
  }
}

/** Runs in the page before its own script: puts `window.nerd` and `window.fakeMain` there. Must not use anything outside. */
export function installFakeBridge(state: PageState): void {
  const listeners = new Set<(snapshot: AppSnapshot) => void>();
  const calls: string[] = [];
  let shown = state.snapshot;
  const changeSettings = (changes: Partial<AppSnapshot['settings']>): void => {
    const { revision, settings } = shown;
    shown = { ...shown, revision: revision + 1, settings: { ...settings, ...changes } };
    listeners.forEach((listener) => listener(shown));
  };
  const send = (command: Command): Promise<unknown> => {
    const planned = state.answers?.[command.kind];
    if (command.kind === 'changeSettings' && planned === undefined) changeSettings(command.settings);
    calls.push(command.kind);
    return planned === 'never' ? new Promise(() => undefined) : Promise.resolve(planned ?? { ok: true });
  };
  const nerd: Record<keyof NerdBridge, unknown> = {
    snapshot: () => Promise.resolve(state.snapshot),
    onSnapshot(listener: (snapshot: AppSnapshot) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    history: () => send({ kind: 'readHistory' }),
    send,
  };
  const fakeMain: FakeMain = { calls, push: (snapshot) => listeners.forEach((listener) => listener(snapshot)) };
  Object.assign(window, { nerd, fakeMain });
}
