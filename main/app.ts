import { nativeTheme, session } from 'electron';
import type { AppSnapshot } from '../preload/contract/snapshot.ts';
import type { CommandedApp } from './cli/handle-request.ts';
import { createCommands } from './commands/commands.ts';
import { createRunAndNotify } from './commands/run-and-notify.ts';
import { Copying } from './copy/copying.ts';
import type { MessageContext } from './core/messages/conditions.ts';
import { keychainSystem } from './core/messages/keychain.ts';
import { followTimeZone } from './core/time/local-times.ts';
import { trayView } from './core/views/tray-view.ts';
import type { AppPorts } from './ports/app.ts';
import { followSystem, lookAgain } from './system-events.ts';
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
import { TrayIcon } from './window/tray.ts';

export interface RunningApp extends CommandedApp {
  /** Does what follows when the machine wakes; for tests that move the clock. */
  readonly wake: () => void;
  /**
   * Ends timers, tray, window and what the ports keep running; resolves once a copy has been taken from the clipboard
   * and the notifications are gone.
   */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Opens no window at the start, though there may be something to say. */
  readonly hidden: boolean;
}

/** Builds the parts of the app from the top down, each from those above it, and connects them. Electron must be ready. */
export function startApp(ports: AppPorts, { hidden }: StartOptions = { hidden: false }): RunningApp {
  const { settings, log, page, notifier } = ports;
  const desktop = process.env['XDG_CURRENT_DESKTOP'];
  const system = keychainSystem(process.platform, desktop);
  // At login a panel may come after the app, and nobody has asked for a window.
  const mayOpenWindow = !hidden && !ports.loginItem.startedAtLogin();
  const setTheme = (theme: AppSnapshot['settings']['theme']): void => void (nativeTheme.themeSource = theme);
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
  const apiUrl = (): string => ports.apiUrl(service.state.credential?.kind);
  const context = (): MessageContext => ({ now: clock.now(), times: local().format, system, week: weeks.week });

  // What commands work on.
  const copying = new Copying({ ...ports, service, clock, context, apiUrl });
  const noTray = new NoTray({ settings, desktop, context });
  const window = new StatusWindow({ page, settings, uptime: () => ports.clock.uptime() });
  const { guard, shortcut } = copying;
  const timeZone = (): string | undefined => local().timeZone;
  const told = { service, clock, context, apiUrl, timeZone, window, guard, shortcut, noTray, pendingKeyPair };
  const snapshots = new SnapshotSource({ ports, ...told });

  // The one door, and those who knock at it.
  const commands = createCommands({
    ...ports,
    ...{ service, clock, account, history, pendingKeyPair, access, apiUrl, context },
    copy: copying.copy,
    clearClipboard: () => guard.clear(),
    secretClipboard: guard,
    setShortcut: (accelerator) => copying.setShortcut(accelerator),
    settingsChanged: () => {
      snapshots.readSystem();
      service.redraw();
    },
    openWindow: (shownPage) => {
      window.open(shownPage);
      lookAgain({ service, account });
    },
    openLink,
    readNoTray: () => noTray.read(),
    tomorrow: () => local().calendar.nextDayAt(clock.now(), settings.get().workingHours.fromHour),
    snooze: (until) => weeks.snooze(until, clock.now()),
    snapshot: () => snapshots.take(),
    uptime: () => ports.clock.uptime(),
  });
  const { dispatch } = commands;
  const { runAndNotify, notify } = createRunAndNotify(dispatch, notifier);
  const ipc = serveWindow({ window, pageUrl: page.url, snapshot: () => snapshots.takeForWindow(), dispatch });
  const first = snapshots.take();
  const tray = new TrayIcon(page.trayIcons, trayView(first, local().format), {
    onClick: () => {
      lookAgain({ service, account });
      void runAndNotify({ kind: settings.get().trayClick });
    },
    onCommands: (asked) => void runAndNotify(...asked),
  });
  const render = createRender(
    { snapshots, local, clock, weeks, tray, setTheme, push: ipc.push, notifier, notify, history },
    first,
  );

  // Who listens to whom.
  const pause = settings.pause();
  if (pause !== undefined) service.dispatch({ kind: 'paused', ...pause });
  service.subscribe(render);
  followKeychain({ service, proxy: ports.proxy, pendingKeyPair });
  copying.listen({
    onShortcut: () => void runAndNotify({ kind: 'copyAccessToken' }),
    notify: (view) => void notify(view),
  });
  window.onClosed(() => {
    commands.windowClosed();
    void noTray.windowClosed(notify);
  });
  void guard.clearLeftover();
  const systemParts = { ports, service, account, history, window, tray, noTray, context, notify, mayOpenWindow };
  const systemEvents = followSystem(systemParts);
  void service.readKeychain().then(() => {
    if (service.state.session.kind === 'signedOut' && mayOpenWindow) window.open();
    copying.startShortcut();
    ports.loginItem.keepUp();
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
    notify,
    snapshot: () => snapshots.take(),
    settled: () => whenSettled(service, clock),
    wake: systemEvents.wake,
    stop: async () => {
      log.event('stopped');
      history.record({ kind: 'stopped' });
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
