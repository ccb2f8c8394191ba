import type { CredentialKind } from '../../preload/contract/session.ts';
import type { AnnotationApi } from '../core/annotation/api.ts';
import type { SystemFacts } from '../core/diagnostics/diagnostics-system.ts';
import type { Clock } from './clock.ts';
import type { PendingKeyPairStore, SecretStore } from './credentials.ts';
import type { Clipboard, FileDialogs, LoginItem, Notifier, Shortcuts, TrayListener } from './desktop.ts';
import type { ProxyAccount, TokenEndpoint } from './nerd.ts';
import type { CopyNote, HistoryStore, Log, SettingsStore } from './storage.ts';

/** Where the window's page and the pictures are, and how the page is served. */
export interface Page {
  readonly url: string;
  readonly preload: string;
  readonly icon: string;
  readonly trayIcons: string;
  serve(session: PageSession): void;
}

/** The part of Electron's `Session` that serving a page takes; named here so that ports know nothing of Electron. */
export interface PageSession {
  readonly protocol: { handle(scheme: string, handler: (request: Request) => Promise<Response>): void };
  readonly webRequest: {
    onBeforeRequest(
      decide: (request: { readonly url: string }, answer: (decision: { cancel: boolean }) => void) => void,
    ): void;
  };
  setProxy(proxy: { mode: 'fixed_servers'; proxyRules: string; proxyBypassRules: string }): Promise<void>;
}

/** Everything outside that `startApp` needs; production and tests each bring their own. */
export interface AppPorts {
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly endpoint: TokenEndpoint;
  readonly proxy: ProxyAccount;
  readonly pendingKeyPair: PendingKeyPairStore;
  readonly fileDialogs: FileDialogs;
  readonly settings: SettingsStore;
  readonly loginItem: LoginItem;
  readonly clipboard: Clipboard;
  readonly shortcuts: Shortcuts;
  readonly notifier: Notifier;
  readonly log: Log;
  readonly historyFile: HistoryStore;
  readonly copyNote: CopyNote;
  readonly page: Page;
  /** A fresh refresh token of the demo account; starts its demo server, and rejects if it cannot. */
  readonly demoRefreshToken: () => Promise<string>;
  /** Where the API is that this kind of credential is for: scheme, host and port. */
  readonly apiUrl: (kind: CredentialKind | undefined) => string;
  /** The same API, to be called. */
  readonly annotationApi: (kind: CredentialKind | undefined) => AnnotationApi;
  readonly newId: () => string;
  readonly random: () => number;
  readonly isOnline: () => boolean;
  /** Calls back when the machine wakes or is unlocked, where the system tells; gives back how to stop. */
  readonly onWake: (wake: () => void) => () => void;
  /** The same for when it goes to sleep. */
  readonly onSleep: (sleep: () => void) => () => void;
  /** Calls back when the machine is shut down, where the system tells and waits. */
  readonly onShutdown: (shutdown: () => void) => void;
  /** Calls back when Chromium's GPU process crashes again and again; gives back how to stop. */
  readonly onGpuCrashLoop: (onLoop: (reason: string) => void) => () => void;
  readonly quit: () => void;
  /** Gives back how to stop. */
  readonly watchTray: (listener: TrayListener) => () => void;
  /** BCP 47, for times. */
  readonly locale: string;
  /** The system's time zone as it is now (IANA); undefined if it has no name. */
  readonly timeZone: () => string | undefined;
  readonly version: string;
  /** What this build is, for one that is no release; '' for a release. */
  readonly buildNote: string;
  readonly system: () => SystemFacts;
  /** The last lines of the log as they are, the oldest first. */
  readonly lastLogLines: (count: number) => readonly string[];
}
