import { nativeTheme, session } from 'electron';
import type { Settings } from '../preload/contract/settings.ts';
import type { RequestedPage } from '../preload/contract/snapshot.ts';
import type { CommandTarget } from './cli/handle-request.ts';
import { createCommands } from './commands/commands.ts';
import { createRunAndNotify } from './commands/run-and-notify.ts';
import { Copying } from './copy/copying.ts';
import type { MessageContext } from './core/messages/conditions.ts';
import { keychainSystem } from './core/messages/keychain.ts';
import { followTimeZone } from './core/time/local-times.ts';
import { trayView } from './core/views/tray-view.ts';
import { displayOf } from './core/cli/display.ts';
import type { AppPorts } from './ports/app.ts';
import { createRecheck, followSystem } from './system-events.ts';
import { CredentialActions } from './token/credential-actions.ts';
import { followKeychain } from './token/follow-keychain.ts';
import { createAccessTokenProvider, whenSettled } from './token/fresh-token.ts';
import { History } from './token/history-recorder.ts';
import { PendingKeyPair } from './token/pending-key-pair.ts';
import { ServerClock } from './token/server-clock.ts';
import { TokenService } from './token/token-service.ts';
import { WeekTracker } from './token/week-tracker.ts';
import { serveWindow } from './window/ipc.ts';
import { openLink } from './window/links.ts';
import { NoTray } from './window/no-tray.ts';
import { createRender } from './window/render.ts';
import { SnapshotSource } from './window/snapshot-source.ts';
import { StatusWindow } from './window/status-window.ts';
import { trayClicks, TrayIcon } from './window/tray.ts';

export interface RunningApp extends CommandTarget {
  /** Does what follows when the machine wakes; for tests that move the clock. */
  readonly wake: () => void;
  /** Ends all that runs; resolves once a copy has been taken from the clipboard and the notifications are gone. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Opens no window at the start, though there may be something to say. */
  readonly hidden: boolean;
}

/** Builds the parts of the app, each from those above it, then connects and starts them. Electron must be ready. */
export function startApp(ports: AppPorts, { hidden }: StartOptions = { hidden: false }): RunningApp {
  const { settings, log, page, notifier, loginItem, proxy } = ports;
  const desktop = process.env['XDG_CURRENT_DESKTOP'];
  const system = keychainSystem(process.platform, desktop);
  const setTheme = (theme: Settings['theme']): void => void (nativeTheme.themeSource = theme);
  setTheme(settings.get().theme);
  page.serve(session.defaultSession);

  // Time and the token.
  const clock = new ServerClock(ports.clock);
  const local = followTimeZone(ports.locale, ports.timeZone);
  const history = new History(ports.historyFile, clock);
  const weeks = new WeekTracker(settings, () => local().calendar);
  const service = new TokenService({ ...ports, clock, history, alsoDueAt: (state, now) => weeks.follow(state, now) });
  const account = new CredentialActions(service, clock, ports.newId);
  const pendingKeyPair = new PendingKeyPair(ports.pendingKeyPair, log);
  const access = createAccessTokenProvider({ service, clock, annotationApi: ports.annotationApi });
  const recheck = createRecheck(service, account);
  const apiUrl = (): string => ports.apiUrl(service.state.credential?.kind);
  const context = (): MessageContext => ({
    now: clock.now(),
    times: local().format,
    system,
    lockedKeyrings: ports.secrets.lockedKeyrings(),
    week: weeks.week,
  });

  // What shows and copies it.
  const tokenParts = { service, clock, local, history, weeks, account, pendingKeyPair, access, apiUrl, context };
  const copying = new Copying({ ...ports, ...tokenParts });
  const noTray = new NoTray({ settings, desktop, context });
  const window = new StatusWindow({ page, settings, clock });
  const snapshots = new SnapshotSource({ ports, ...tokenParts, copying, noTray, window });
  const openWindow = (asked?: RequestedPage): void => {
    window.open(asked);
    recheck();
  };

  // The one door for commands, and who sends them.
  const commands = createCommands({ ...ports, ...tokenParts, copying, noTray, snapshots, openWindow, openLink });
  const { dispatch } = commands;
  const { runAndNotify, notify } = createRunAndNotify(dispatch, notifier);
  const ipc = serveWindow({ window, pageUrl: page.url, snapshots, dispatch });
  const first = snapshots.take();
  const clicks = trayClicks({ settings, tryKeychainAgain: () => account.tryKeychainAgain(), runAndNotify });
  const tray = new TrayIcon(page.trayIcons, trayView(first, local().format), clicks);
  const render = createRender({ ...tokenParts, snapshots, tray, setTheme, push: ipc.push, notifier, notify }, first);

  // Who listens to whom.
  const pause = settings.pause();
  if (pause !== undefined) service.dispatch({ kind: 'paused', ...pause });
  service.subscribe(render);
  followKeychain({ service, secrets: ports.secrets, proxy, pendingKeyPair });
  copying.listen({
    onShortcut: () => void runAndNotify({ kind: 'copyAccessToken' }),
    notify: (view) => void notify(view),
  });
  window.onClosed(() => {
    commands.windowClosed();
    void noTray.windowClosed(notify);
  });
  // At login a panel may come after the app, and nobody has asked for a window.
  const mayOpenWindow = !hidden && !loginItem.startedAtLogin();
  const systemEvents = followSystem({ ports, ...tokenParts, recheck, window, tray, noTray, notify, mayOpenWindow });

  // The start, and the end.
  void copying.guard.clearLeftover();
  void service.readKeychain().then(() => {
    if (service.state.session.kind === 'signedOut' && mayOpenWindow) window.open();
    copying.startShortcut();
    loginItem.keepUp();
  });
  log.event('started', { version: ports.version });
  history.record({ kind: 'started', version: ports.version });
  const stops: readonly (() => unknown)[] = [
    systemEvents.stop,
    commands.windowClosed,
    () => service.stop(),
    ipc.stop,
    () => window.close(),
    () => tray.destroy(),
    () => copying.stop(),
    () => notifier.closeAll(),
  ];
  return {
    dispatch,
    display: process.platform === 'linux' ? displayOf(process.env) : {},
    notify,
    snapshot: () => snapshots.take(),
    whenSettled: () => whenSettled(service, clock),
    wake: systemEvents.wake,
    stop: async () => {
      log.event('stopped');
      history.record({ kind: 'stopped' });
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
