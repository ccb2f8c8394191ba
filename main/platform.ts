import { app } from 'electron';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createClipboard } from './copy/clipboard.ts';
import { createTokenEndpoint } from './nerd/token-endpoint.ts';
import { createDemoAccount, type DemoAccount } from './demo/demo-account.ts';
import { startDemoProcess } from './demo/demo-process.ts';
import { createCopyNote } from './storage/copy-note.ts';
import { createHistoryFile } from './storage/history-file.ts';
import { createKeychain, serviceNameFor } from './keychain/keychain.ts';
import { keyFiles } from './desktop/key-files.ts';
import { createKeyrings } from './desktop/keyrings.ts';
import { createLoginItem } from './desktop/login-item.ts';
import { createLogFile, lastLogLines } from './storage/log-file.ts';
import { createNerdApi } from './nerd/annotation-api.ts';
import { createNerdClient } from './nerd/nerd-client.ts';
import { createOktaClient } from './nerd/okta-client.ts';
import { nerdBaseUrl, oktaTokenUrl, UnsafeSetting } from './nerd/nerd-url.ts';
import { createNotifier } from './desktop/notifier.ts';
import { profileFolder } from './storage/profile.ts';
import { openSettings } from './storage/settings-file.ts';
import { createSessionBus } from './desktop/session-bus.ts';
import { isOnline, onShutdown, onSleep, onWake } from './desktop/power-events.ts';
import { systemShortcuts } from './desktop/shortcuts.ts';
import { startKeychainProcess } from './keychain/start-worker.ts';
import { watchTray } from './desktop/tray-watch.ts';
import { systemClock, systemFacts, systemTimeZone, timeLocale } from './desktop/system.ts';
import { APP_VERSION } from './desktop/version.ts';
import type { CredentialKind } from '../preload/contract/session.ts';
import type { AppPorts, Page } from './ports/app.ts';
import type { Clock } from './ports/clock.ts';
import { ProxyPasswordKeeper } from './token/proxy-password.ts';
import { surviveGpuCrashes } from './window/gpu-crashes.ts';
import { cutOff, PAGE_URL, servePage } from './window/page-protocol.ts';

/** A sentence, put in when a package is made that is no release; else ''. */
declare const __BUILD_NOTE__: string;

/** The app's own folder or archive: two folders up from the bundled file, in the project as in a package. */
const ROOT = join(import.meta.dirname, '..', '..');

export interface Platform extends AppPorts {
  readonly demo: DemoAccount;
}

/** The real outside world. Electron must be ready. Throws an UnsafeSetting if a setting of the environment is unsafe. */
export function createPlatform(clock: Clock = systemClock): Platform {
  const profile = profileFolder();
  const logPath = join(profile, 'logs', 'nerd-tray.log');
  const log = createLogFile(logPath, clock);
  const nerd = nerdBaseUrl(app.isPackaged, process.env);
  if (!nerd.ok) throw new UnsafeSetting(nerd.sentence);
  const okta = oktaTokenUrl(app.isPackaged, process.env);
  if (!okta.ok) throw new UnsafeSetting(okta.sentence);
  const bus = createSessionBus();
  const secrets = createKeychain({
    service: serviceNameFor(profile, join(app.getPath('appData'), app.getName())),
    startProcess: () => startKeychainProcess(join(ROOT, 'out', 'main', 'keychain-process.js')),
    // Elsewhere the system has one keychain.
    keyrings: process.platform === 'linux' ? createKeyrings(bus) : undefined,
  });
  const proxy = new ProxyPasswordKeeper(secrets.proxy, log);
  const demo = createDemoAccount({
    clock,
    proxyLogin: proxy,
    startProcess: () => startDemoProcess(join(ROOT, 'out', 'main', 'demo-process.js')),
  });
  const page = builtPage();
  const demoOr = (kind: CredentialKind | undefined) =>
    kind === 'demo' && demo.url !== undefined ? { baseUrl: demo.url, allowLoopbackHttp: true } : undefined;
  return {
    clock,
    log,
    historyFile: createHistoryFile(join(profile, 'history.jsonl'), log),
    copyNote: createCopyNote(join(profile, 'copied.json'), log),
    demo,
    secrets,
    proxy,
    pendingKeyPair: secrets.pendingKeyPair,
    keyFiles,
    endpoint: createTokenEndpoint({
      refreshToken: createNerdClient(nerd, proxy),
      keyPair: createOktaClient(okta, proxy),
      demo,
    }),
    settings: openSettings(profile, clock, log),
    loginItem: createLoginItem(log),
    clipboard: createClipboard(),
    shortcuts: systemShortcuts(),
    notifier: createNotifier({ log, bus, icon: page.icon }),
    page,
    demoRefreshToken: () => demo.newRefreshToken(),
    apiUrl: (kind) => (demoOr(kind) ?? nerd).baseUrl,
    annotationApi: (kind) => createNerdApi(demoOr(kind) ?? nerd, proxy),
    newId: randomUUID,
    random: Math.random,
    isOnline,
    onWake,
    onSleep,
    onShutdown,
    onGpuCrashLoop: (onLoop) => surviveGpuCrashes(() => clock.uptime(), onLoop),
    watchTray: (listener) =>
      // Elsewhere the tray is part of the system, and always there.
      process.platform === 'linux' ? watchTray({ bus, pid: process.pid }, listener) : () => undefined,
    quit: () => {
      app.quit();
    },
    locale: timeLocale(process.platform === 'linux' ? process.env : {}, app.getSystemLocale()),
    timeZone: systemTimeZone,
    version: APP_VERSION,
    buildNote: __BUILD_NOTE__,
    system: systemFacts,
    lastLogLines: (count) => lastLogLines(logPath, count),
  };
}

/** The page as it was built. */
export function builtPage(): Page {
  return {
    url: PAGE_URL,
    preload: join(ROOT, 'out', 'preload', 'index.cjs'),
    icon: join(ROOT, 'build', 'icons', 'app.png'),
    trayIcons: join(ROOT, 'build', 'tray'),
    serve: (session) => {
      servePage(session, join(ROOT, 'out', 'renderer'));
      cutOff(session);
    },
  };
}
