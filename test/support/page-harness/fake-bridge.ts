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
  readonly commandKinds: string[];
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
  const commandKinds: string[] = [];
  let current = state.snapshot;
  const changeSettings = (changes: Partial<AppSnapshot['settings']>): void => {
    const { revision, settings } = current;
    current = { ...current, revision: revision + 1, settings: { ...settings, ...changes } };
    listeners.forEach((listener) => listener(current));
  };
  const send = (command: Command): Promise<unknown> => {
    const answer = state.answers?.[command.kind];
    if (command.kind === 'changeSettings' && answer === undefined) changeSettings(command.settings);
    commandKinds.push(command.kind);
    return answer === 'never' ? new Promise(() => undefined) : Promise.resolve(answer ?? { ok: true });
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
  const fakeMain: FakeMain = { commandKinds, push: (snapshot) => listeners.forEach((listener) => listener(snapshot)) };
  Object.assign(window, { nerd, fakeMain });
}
