import type { NerdBridge } from '../../../preload/contract/bridge.ts';
import type { Command, CommandKind, CommandResults } from '../../../preload/contract/command.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';

/** What main tells the page in a state, and what it answers there. */
export interface PageState {
  readonly name: string;
  readonly snapshot: AppSnapshot;
  /** The result of each command. A command that is not named succeeds; `never` leaves it pending. */
  readonly answers?: { readonly [K in CommandKind]?: CommandResults[K] | 'never' };
}

/** The side of the fake main that tests read and use in the page. */
export interface FakeMain {
  /** The kinds of the commands that were sent, in order, without what was entered. */
  readonly commandKinds: string[];
  push(snapshot: AppSnapshot): void;
}

declare global {
  interface Window {
    /** It is there in the harness alone. */
    readonly fakeMain: FakeMain;
  }
}

/** Puts `window.nerd` and `window.fakeMain` into the page before its script runs. It must not use anything outside. */
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
