import { nativeTheme, session } from 'electron';
import { createRunAndNotify, type RunAndNotify } from './commands/run-and-notify.ts';
import { createCommands } from './commands/commands.ts';
import { CopyShortcut } from './copy/copy-shortcut.ts';
import { formatCopy } from './core/copy/copy-formats.ts';
import {
  dueNotifications,
  messageNotification,
  overNotifications,
  weekNotification,
} from './core/views/notifications.ts';
import { followTimeZone } from './core/time/local-times.ts';
import { shortcutSituation, type MessageContext } from './core/messages/conditions.ts';
import { SECOND_MS } from './core/time/time.ts';
import { trayView } from './core/views/tray-view.ts';
import { keychainSystem } from './core/messages/keychain.ts';
import { messageOf, type Situation } from './core/messages/messages.ts';
import type { Dispatch } from '../preload/contract/command.ts';
import type { AppSnapshot, DurationMs } from '../preload/contract/snapshot.ts';
import { NoTray } from './window/no-tray.ts';
import { SnapshotSource } from './window/snapshot-source.ts';
import type { AppPorts } from './ports/app.ts';
import { CredentialActions } from './token/credential-actions.ts';
import { ClipboardGuard } from './copy/clipboard-guard.ts';
import { createFreshCopy } from './copy/copy-token.ts';
import { History } from './token/history-recorder.ts';
import { createAccessTokenProvider, hasRequestInFlight, whenIdle } from './token/fresh-token.ts';
import { TokenService, type TokenServicePorts } from './token/token-service.ts';
import { ServerClock } from './token/server-clock.ts';
import { PendingKeyPair } from './token/pending-key-pair.ts';
import { WeekTracker } from './token/week-tracker.ts';
import { surviveGpuCrashes } from './window/gpu-crashes.ts';
import { serveWindow } from './window/ipc.ts';
import { openLink } from './window/links.ts';
import { StatusWindow } from './window/status-window.ts';
import { TrayIcon } from './window/tray.ts';
import { hardenSession } from './window/window-security.ts';

export interface RunningApp {
  readonly dispatch: Dispatch;
  /** As it is now; counts as one more than the last. */
  snapshot(): AppSnapshot;
  /** Waits until NERD or the keychain has answered what is asked of it; false if that takes too long. */
  settled(): Promise<boolean>;
  /** Shows it, and does what is pressed; resolves to whether anybody shows it. */
  readonly notify: RunAndNotify['notify'];
  /** To be called when time may have moved: looks again at what is due. */
  wake(): void;
  /**
   * Ends timers, tray, window and what the ports keep running; resolves once a copy has been taken from the clipboard
   * and the notifications are gone.
   */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** No window at the start, though there may be something to say. */
  readonly hidden: boolean;
}

/** For those who cannot look again. */
const LONGEST_SETTLING_MS: DurationMs = 9 * SECOND_MS;

/** Wires everything together: ports in, and out comes how to ask of it and how to stop it. Electron must be ready. */
export function startApp(ports: AppPorts, { hidden }: StartOptions = { hidden: false }): RunningApp {
  const { settings, log, page } = ports;
  const clock = new ServerClock(ports.clock);
  const history = new History(ports.historyFile, clock);
  const window = new StatusWindow({
    pageUrl: page.url,
    preload: page.preload,
    settings,
    icon: page.icon,
    onClosed: () => {
      commands.windowClosed();
      void noTray.windowClosed();
    },
    onCrashed(reason, isClosed) {
      log.event('windowCrashed', { reason, isClosed });
      if (isClosed) void notify(messageNotification('window', messageOf({ kind: 'windowCrashed' }, context())));
    },
    uptime: () => ports.clock.uptime(),
  });
  hardenSession(session.defaultSession);
  page.serve(session.defaultSession);

  const local = followTimeZone(ports.locale, ports.timeZone);
  const currentDesktop = process.env['XDG_CURRENT_DESKTOP'];
  const system = keychainSystem(process.platform, currentDesktop);
  const isMac = process.platform === 'darwin';
  const noTray = new NoTray({
    settings,
    desktop: currentDesktop,
    telling: () => context(),
    notify: (view) => notify(view),
  });
  const copied = new ClipboardGuard({
    clipboard: ports.clipboard,
    clock,
    clearAfter: () => settings.get().clearCopy,
    log,
    onEnd: (end) => {
      service.redraw();
      if (end === 'notCleared') void notify(messageNotification('copy', messageOf({ kind: 'notCleared' }, context())));
    },
  });
  const shortcut = new CopyShortcut(ports.shortcuts, () => void act({ kind: 'copyAccessToken' }));
  const shortcutProblem = (wanted: string): Situation =>
    shortcutSituation(ports.shortcuts.problem, wanted, shortcut.active, isMac);
  const weeks = new WeekTracker(settings, () => local().calendar);
  const alsoDueAt: TokenServicePorts['alsoDueAt'] = (state, now) => weeks.follow(state, now);
  const service = new TokenService({ ...ports, clock, history, alsoDueAt });
  const context = (): MessageContext => ({
    now: clock.now(),
    words: local().format,
    system,
    week: weeks.week,
  });
  const apiUrl = (): string => ports.apiUrl(service.state.credential?.kind);
  const waiting = new PendingKeyPair(ports.pendingKeyPair, log);
  const snapshots = new SnapshotSource({
    ports,
    service,
    clock,
    context,
    apiUrl,
    timeZone: () => local().timeZone,
    window,
    copied,
    shortcut,
    noTray,
    pendingKeyPair: waiting,
  });
  let snapshot = snapshots.take();

  const account = new CredentialActions(service, clock, ports.newId);
  /** Something has happened after which time may have moved, or a keychain in trouble have come back. */
  const lookAgain = (): void => {
    service.dispatch({ kind: 'timeMoved' });
    void account.tryKeychainAgain();
  };

  const commands = createCommands({
    service,
    clock,
    account,
    context,
    log,
    history,
    settings,
    clipboard: ports.clipboard,
    secretClipboard: copied,
    copy: createFreshCopy({
      service,
      clock,
      clipboard: copied,
      textOf: (token, format = settings.get().copyFormat) => formatCopy(format, token, apiUrl()),
    }),
    clearClipboard: () => copied.clear(),
    loginItem: ports.loginItem,
    settingsChanged: () => {
      snapshots.lookAtSystem();
      nativeTheme.themeSource = settings.get().theme;
      copied.look();
      service.redraw();
    },
    setShortcut: (accelerator) =>
      shortcut.set(accelerator) || accelerator === null ? undefined : shortcutProblem(accelerator),
    demoRefreshToken: ports.demoRefreshToken,
    openWindow: (page) => {
      window.open(page);
      lookAgain();
    },
    openLink,
    readNoTray: () => noTray.read(),
    quit: ports.quit,
    tomorrow: () => local().calendar.nextDayAt(clock.now(), settings.get().workingHours.fromHour),
    snooze: (until) => weeks.snooze(until, clock.now()),
    proxy: ports.proxy,
    pendingKeyPair: waiting,
    keyFiles: ports.keyFiles,
    access: createAccessTokenProvider({ service, clock, annotationApi: ports.annotationApi }),
    apiUrl,
    system: ports.system,
    lastLogLines: ports.lastLogLines,
    snapshot: () => snapshots.take(),
    uptime: () => ports.clock.uptime(),
  });
  const { dispatch } = commands;

  const { runAndNotify: act, notify } = createRunAndNotify(dispatch, ports.notifier);
  const tray = new TrayIcon(
    {
      iconFolder: page.trayIcons,
      onClick: () => {
        lookAgain();
        void act({ kind: settings.get().trayClick });
      },
      onCommands: (commands) => void act(...commands),
    },
    trayView(snapshot, local().format),
  );
  const ipc = serveWindow({
    window,
    pageUrl: page.url,
    snapshot: () => snapshots.takeForWindow(),
    dispatch,
  });

  function render(): void {
    const { format: words } = local();
    const before = snapshot;
    // Before the snapshot, which shows the warning that stands.
    const warning = weeks.dueWarning(clock.now());
    snapshot = snapshots.take();
    tray.show(trayView(snapshot, words));
    ipc.push(snapshot);
    for (const id of overNotifications(before, snapshot)) ports.notifier.close(id);
    for (const view of dueNotifications(before, snapshot, words)) void notify(view);
    const { week, now } = snapshot;
    if (warning === undefined || week === undefined) return;
    void notify(weekNotification(warning, week, now, words));
    weeks.warned();
    history.record({ kind: 'warning', of: warning });
  }

  nativeTheme.themeSource = settings.get().theme;
  const pause = settings.pause();
  if (pause !== undefined) service.dispatch({ kind: 'paused', ...pause });
  service.subscribe(render);
  // After a sleep, or when the clock was moved.
  service.subscribe(() => {
    copied.look();
  });
  // At login a panel may come after the app, and nobody has asked for a window.
  const isQuiet = hidden || ports.loginItem.startedAtLogin();
  void service.readKeychain().then(() => {
    if (service.state.session.kind === 'signedOut' && !isQuiet) window.open();
    startShortcut();
    ports.loginItem.keepUp();
  });
  let storage = service.state.storage.kind;
  let inUse = service.state.credential?.id;
  service.subscribe(() => {
    const before = { storage, inUse };
    storage = service.state.storage.kind;
    inUse = service.state.credential?.id;
    if (storage !== 'keychain') return;
    if (before.storage !== storage) {
      const pair = waiting.load().then(() => waiting.endIfConnected(service.session));
      void Promise.all([ports.proxy.load(), pair]).then(render);
    } else if (before.inUse !== inUse) void waiting.endIfConnected(service.session).then(render);
  });
  log.event('started', { version: ports.version });
  history.record({ kind: 'started', version: ports.version });

  /** Not before the tray is there: nobody waits for it. */
  function startShortcut(): void {
    const { copyShortcut } = settings.get();
    if (shortcut.start(copyShortcut) || copyShortcut === null) return;
    log.event('shortcutNotTaken');
    void notify(messageNotification('shortcut', messageOf(shortcutProblem(copyShortcut), context())));
    service.redraw();
  }

  const wake = (): void => {
    log.event('wake');
    history.record({ kind: 'woke' });
    lookAgain();
  };
  let isStarting = true;
  const stopListening = [
    ports.watchTray({
      onTray(isThere) {
        noTray.changed(!isThere);
        log.event('tray', { isThere });
        service.redraw();
        // With no icon to click, a start that opens nothing would look as if nothing had started.
        if (!isThere && isStarting && !isQuiet) window.open();
        isStarting = false;
      },
      onIconMissing() {
        log.event('trayMadeAnew');
        tray.makeAnew();
      },
    }),
    ports.secrets.onAnswersAgain(() => void account.tryKeychainAgain()),
    surviveGpuCrashes(
      () => ports.clock.uptime(),
      (reason) => {
        window.giveUp(reason);
      },
    ),
    ports.onWake(wake),
    ports.onSleep(() => {
      log.event('sleep');
      history.record({ kind: 'slept' });
    }),
  ];

  const isUnsettled = (): boolean => service.state.wanted || hasRequestInFlight(service);
  return {
    dispatch,
    snapshot: () => snapshots.take(),
    async settled() {
      await whenIdle(service, clock, LONGEST_SETTLING_MS, isUnsettled);
      return !isUnsettled();
    },
    notify,
    wake,
    async stop() {
      log.event('stopped');
      history.record({ kind: 'stopped' });
      for (const stop of stopListening) stop();
      commands.windowClosed();
      service.stop();
      ipc.stop();
      window.close();
      tray.destroy();
      shortcut.stop();
      await Promise.all([copied.stop(), ports.notifier.closeAll()]);
    },
  };
}
