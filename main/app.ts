import { nativeTheme, session } from 'electron';
import { createCommands, type Dispatch } from './commands.ts';
import { keychainSystem } from './core/keychain-words.ts';
import type { WordsContext } from './core/messages.ts';
import { copyNotification, dueNotifications, weekNotification, type NotificationView } from './core/notifications.ts';
import { calendarOf } from './core/calendar.ts';
import { toSnapshot } from './core/snapshot.ts';
import { timeWords } from './core/time-words.ts';
import { trayView, type TrayCommand } from './core/tray-view.ts';
import type { AppSnapshot } from '../preload/contract/snapshot.ts';
import type { AppPorts } from './ports.ts';
import { Account } from './token/account.ts';
import { createFreshCopy } from './token/fresh-copy.ts';
import { TokenService } from './token/token-service.ts';
import { WeekKeeper } from './token/week-keeper.ts';
import { serveWindow } from './ui/ipc.ts';
import { openLink } from './ui/links.ts';
import { StatusWindow } from './ui/status-window.ts';
import { TrayIcon } from './ui/tray.ts';
import { hardenSession } from './ui/window-security.ts';

export interface RunningApp {
  readonly dispatch: Dispatch;
  /** To be called when time may have moved: looks again at what is due. */
  wake(): void;
  /** Ends timers, tray, window and what the ports keep running. */
  stop(): void;
}

/** Wires everything together: ports in, and out comes how to ask of it and how to stop it. Electron must be ready. */
export function startApp(ports: AppPorts): RunningApp {
  const { clock, settings, log, page } = ports;
  const service = new TokenService({ ...ports, spread: settings.spread });
  const window = new StatusWindow({ pageUrl: page.url, preload: page.preload, settings, icon: page.icon });
  hardenSession(session.defaultSession);
  page.serve(session.defaultSession);

  const words = timeWords(ports.locale);
  const system = keychainSystem(process.platform, process.env['XDG_CURRENT_DESKTOP']);
  const weeks = new WeekKeeper(settings, calendarOf());
  const context = (): WordsContext => ({ now: clock.now(), words, system, week: weeks.follow(service.state) });
  let revision = 0;
  const take = (): AppSnapshot =>
    toSnapshot(service.state, {
      ...context(),
      revision: (revision += 1),
      settings: settings.get(),
      settingsSetAside: settings.setAside,
      version: ports.version,
      locale: ports.locale,
    });
  let snapshot = take();

  const dispatch = createCommands({
    service,
    account: new Account(service, clock, ports.newId),
    copy: createFreshCopy(service, clock, ports.clipboard),
    clipboard: ports.clipboard,
    settings,
    settingsChanged: () => {
      nativeTheme.themeSource = settings.get().theme;
      render();
    },
    demoRefreshToken: ports.demoRefreshToken,
    openWindow: () => {
      window.open();
    },
    openLink,
    quit: ports.quit,
    words: context,
    log,
  });

  const notify = (view: NotificationView): void => {
    ports.notifier.show(view, () => void dispatch({ kind: 'openWindow' }));
  };
  const onTray = (command: TrayCommand): void => {
    if (command !== 'copyAccessToken') void dispatch({ kind: command });
    else
      void dispatch({ kind: command }).then((result) => {
        const view = copyNotification(result);
        if (view !== undefined) notify(view);
      });
  };
  const tray = new TrayIcon(
    {
      iconFolder: page.trayIcons,
      onClick: () => {
        service.dispatch({ kind: 'woke' });
        onTray(settings.get().trayClick);
      },
      onCommand: onTray,
    },
    trayView(snapshot, words),
  );
  const ipc = serveWindow({ window, pageUrl: page.url, snapshot: take, dispatch });

  function render(): void {
    const before = snapshot;
    snapshot = take();
    tray.show(trayView(snapshot, words));
    ipc.push(snapshot);
    dueNotifications(before, snapshot).forEach(notify);
    warn();
  }

  function warn(): void {
    const { session, week, now } = snapshot;
    // Once NERD has refused, there is nothing left to warn of.
    if (week === undefined || session.kind === 'rejected') return;
    const kind = weeks.dueWarning(now);
    if (kind !== undefined) notify(weekNotification(kind, week, now, words));
  }

  nativeTheme.themeSource = settings.get().theme;
  service.subscribe(render);
  void service.readKeychain().then(() => {
    if (service.state.session.kind === 'signedOut') window.open();
  });
  log.event('started', { version: ports.version });

  const wake = (): void => {
    log.event('wake');
    service.dispatch({ kind: 'woke' });
  };
  const stopListening = ports.onWake(wake);

  return {
    dispatch,
    wake,
    stop() {
      log.event('stopped');
      stopListening();
      service.stop();
      ipc.stop();
      window.close();
      tray.destroy();
      ports.notifier.closeAll();
    },
  };
}
