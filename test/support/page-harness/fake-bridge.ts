import type { NerdBridge } from '../../../preload/contract/bridge.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';

type Verb = Exclude<keyof NerdBridge, 'snapshot' | 'onSnapshot'>;

/** What the page finds in place of main. */
export interface PageState {
  readonly name: string;
  readonly snapshot: AppSnapshot;
  /** Answers by verb; one that is not named works, and `never` stays under way. */
  readonly answers?: { readonly [V in Verb]?: Awaited<ReturnType<NerdBridge[V]>> | 'never' };
}

/** What tests read and do on the page's side. */
export interface FakeMain {
  /** Verbs asked, in order; what was entered is not kept. */
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
  const answer = (verb: Verb) => () => {
    calls.push(verb);
    const planned = state.answers?.[verb];
    return planned === 'never' ? new Promise(() => undefined) : Promise.resolve(planned ?? { ok: true });
  };
  const verbs: Verb[] = [
    'connect',
    'connectFromClipboard',
    'connectDemo',
    'takeKey',
    'chooseKeyFile',
    'dropKey',
    'connectKeyPair',
    'makeKeyPair',
    'savePublicKey',
    'copyKeyEmail',
    'discardKeyPair',
    'useCredential',
    'keepUntried',
    'keepInMemory',
    'discardCandidate',
    'retryKeychain',
    'copyAccessToken',
    'clearClipboard',
    'refreshNow',
    'pause',
    'resume',
    'snooze',
    'answerProxy',
    'forgetProxy',
    'forget',
    'openLink',
    'changeSettings',
    'readHistory',
    'readDiagnostics',
    'copyDiagnostics',
    'findEntities',
    'cancelFinding',
    'copyFindings',
    'testToken',
    'showClaims',
    'readNoTray',
    'quit',
  ];
  const nerd = {
    snapshot: () => Promise.resolve(state.snapshot),
    onSnapshot(listener: (snapshot: AppSnapshot) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...Object.fromEntries(verbs.map((verb) => [verb, answer(verb)])),
    changeSettings(changes: Partial<AppSnapshot['settings']>) {
      if (state.answers?.changeSettings === undefined) {
        const { revision, settings } = shown;
        shown = { ...shown, revision: revision + 1, settings: { ...settings, ...changes } };
        listeners.forEach((listener) => listener(shown));
      }
      return answer('changeSettings')();
    },
  };
  const fakeMain: FakeMain = { calls, push: (snapshot) => listeners.forEach((listener) => listener(snapshot)) };
  Object.assign(window, { nerd, fakeMain });
}
