import { createCommands } from '../../main/commands/commands.ts';
import { DEFAULT_PERSISTED_SETTINGS } from '../../main/core/input/default-settings.ts';
import type { TokenAnswer } from '../../main/core/token/answer.ts';
import type { MessageContext } from '../../main/core/messages/conditions.ts';
import { messageOf, type Condition } from '../../main/core/messages/messages.ts';
import { followTimeZone } from '../../main/core/time/local-times.ts';
import { toSnapshot } from '../../main/core/views/snapshot.ts';
import type { ChosenFile } from '../../main/ports/desktop.ts';
import { createAccessTokenProvider } from '../../main/token/fresh-token.ts';
import { PendingKeyPair } from '../../main/token/pending-key-pair.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { Message } from '../../preload/contract/message.ts';
import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { LoginItemState } from '../../preload/contract/settings.ts';
import { FixedApi, MemoryKeyPairStore, SYSTEM_FACTS } from './command-parts.ts';
import { CONTEXT, TIMES } from './core/states.ts';
import { flush } from './manual-clock.ts';
import { MemoryClipboard } from './memory-ports.ts';
import { createTokenFixture } from './token-fixture.ts';

/**
 * All commands over the service with parts in memory: what lies outside of the app is played, because a test decides
 * here what it answers.
 */
export function createCommandFixture() {
  const base = createTokenFixture();
  const { service, trueClock: clock, clipboard, account, copy, log } = base;
  const done: string[] = [];
  const context = (): MessageContext => ({ now: clock.now(), times: TIMES, system: 'gnome', week: undefined });

  /** What the ports answer; a test changes it. */
  const ports = {
    isWritten: true,
    openLink: (): Promise<void> => Promise.resolve(),
    copy,
    isCleared: true,
    settings: DEFAULT_PERSISTED_SETTINGS,
    loginItem: 'off' as LoginItemState,
    takesLoginItem: true,
    shortcutProblem: undefined as Condition | undefined,
    keyFile: { kind: 'cancelled' } as ChosenFile,
    publicKeyFile: 'saved' as 'saved' | 'cancelled' | 'failed',
    proxyProblem: undefined as KeychainProblem | undefined,
    demoStarts: true,
  };
  const entries: HistoryEntry[] = [];
  const pairStore = new MemoryKeyPairStore();
  const api = new FixedApi();
  const secretClipboard = new MemoryClipboard();

  const { dispatch, windowClosed } = createCommands({
    service,
    clock,
    account,
    context,
    log,
    history: Object.assign(base.history, { recent: () => entries }),
    clipboard,
    copying: {
      copy: (format) => ports.copy(format),
      guard: {
        clear: () => Promise.resolve(ports.isCleared),
        writeSecret: (text) => secretClipboard.writeSecret(text),
      },
      setShortcut: (accelerator) => {
        done.push(`shortcut ${accelerator}`);
        return ports.shortcutProblem;
      },
    },
    settings: {
      get: () => ports.settings,
      change(changes) {
        ports.settings = { ...ports.settings, ...changes };
        return ports.isWritten;
      },
      savePause(pause) {
        done.push(`pause ${JSON.stringify(pause)} ${service.state.pause === undefined ? 'not yet' : 'already'} on`);
        return ports.isWritten;
      },
    },
    loginItem: {
      state: () => ports.loginItem,
      change(on) {
        done.push(`login item ${on ? 'on' : 'off'}`);
        if (ports.takesLoginItem && ports.loginItem !== 'needsApproval') ports.loginItem = on ? 'on' : 'off';
        return ports.takesLoginItem;
      },
    },
    demoRefreshToken: () => (ports.demoStarts ? Promise.resolve('demo-token') : Promise.reject(new Error('no port'))),
    openWindow: (page) => void done.push(`window ${page ?? 'as it is'}`),
    openLink: (link) => {
      done.push(`link ${link}`);
      return ports.openLink();
    },
    noTray: { read: () => ports.isWritten },
    quit: () => void done.push('quit'),
    local: followTimeZone('en-GB', () => 'UTC'),
    weeks: {
      snooze(until, now) {
        done.push(`snooze ${until} from ${now}`);
        return ports.isWritten;
      },
    },
    proxy: {
      enter: ({ name, host, port }) => void done.push(`proxy ${name} at ${host}:${port}`),
      saved: () => Promise.resolve(ports.proxyProblem),
      forget: () => Promise.resolve(ports.proxyProblem),
    },
    pendingKeyPair: new PendingKeyPair(pairStore, log),
    keyFiles: {
      choose: () => Promise.resolve(ports.keyFile),
      savePublicKey(pem) {
        done.push(pem.split('\n')[0] ?? '');
        return Promise.resolve(ports.publicKeyFile);
      },
    },
    access: createAccessTokenProvider({ service, clock, annotationApi: () => api }),
    apiUrl: () => 'https://nerd.example.com',
    system: () => SYSTEM_FACTS,
    lastLogLines: () => [],
    snapshots: {
      take: () => toSnapshot(service.state, CONTEXT),
      readSystem: () => void done.push('read the system'),
    },
  });

  return {
    ...base,
    /** Answers the request that a command has come to. */
    async answer(given: TokenAnswer): Promise<void> {
      await flush();
      await base.answer(given);
    },
    dispatch,
    windowClosed,
    ports,
    pairStore,
    api,
    secretClipboard,
    entries,
    /** What the ports were asked to do, in order. */
    done,
    /** The message of a condition as it is at the moment. */
    messageOf: (condition: Condition): Message => messageOf(condition, context()),
  };
}
