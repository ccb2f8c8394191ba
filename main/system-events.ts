import { messageOf } from './core/messages/messages.ts';
import type { MessageContext } from './core/messages/conditions.ts';
import { messageNotification, type NotificationView } from './core/views/notifications.ts';
import type { AppPorts } from './ports/app.ts';
import type { CredentialActions } from './token/credential-actions.ts';
import type { History } from './token/history-recorder.ts';
import type { TokenService } from './token/token-service.ts';
import type { NoTray } from './window/no-tray.ts';
import type { StatusWindow } from './window/status-window.ts';
import type { TrayIcon } from './window/tray.ts';

export interface SystemEventParts {
  readonly ports: Pick<
    AppPorts,
    'log' | 'secrets' | 'watchTray' | 'onGpuCrashLoop' | 'onWake' | 'onSleep' | 'onShutdown' | 'quit'
  >;
  readonly service: Pick<TokenService, 'redraw'>;
  readonly account: Pick<CredentialActions, 'tryKeychainAgain'>;
  readonly recheck: (kind?: 'timeMoved' | 'systemWoke') => void;
  readonly history: Pick<History, 'record'>;
  readonly window: Pick<StatusWindow, 'open' | 'closeAfterCrash' | 'onCrashed'>;
  readonly tray: Pick<TrayIcon, 'makeAnew'>;
  readonly noTray: Pick<NoTray, 'changed'>;
  readonly context: () => MessageContext;
  readonly notify: (view: NotificationView) => unknown;
  /** Whether this start may open the window without being asked to. */
  readonly mayOpenWindow: boolean;
}

export interface SystemEvents {
  /** What follows when the machine wakes; for tests that move the clock. */
  readonly wake: () => void;
  /** Stops listening, to everything but the machine's shutdown: quitting may still need the time that it asks for. */
  readonly stop: () => void;
}

/**
 * Gives the function that rechecks what is due, and a keychain in trouble: to be called after anything by which time may
 * have moved, or the keychain may have come back.
 */
export function createRecheck(
  service: Pick<TokenService, 'dispatch'>,
  account: Pick<CredentialActions, 'tryKeychainAgain'>,
): (kind?: 'timeMoved' | 'systemWoke') => void {
  return (kind = 'timeMoved') => {
    service.dispatch({ kind });
    void account.tryKeychainAgain();
  };
}

/** Follows what the machine and the desktop tell of: wake and sleep, tray host, GPU, keychain, shutdown. */
export function followSystem(parts: SystemEventParts): SystemEvents {
  const { ports, account, window } = parts;
  const wake = (): void => {
    woke(parts);
  };
  window.onCrashed((reason, isClosed) => {
    windowCrashed(parts, reason, isClosed);
  });
  const stops = [
    followTray(parts),
    ports.secrets.onAnswersAgain(() => void account.tryKeychainAgain()),
    ports.onGpuCrashLoop((reason) => {
      window.closeAfterCrash(reason);
    }),
    ports.onWake(wake),
    ports.onSleep(() => {
      slept(parts);
    }),
  ];
  // The last: Electron on Linux does not tell of a shutdown that was listened for before sleep.
  ports.onShutdown(ports.quit);
  return {
    wake,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

function woke({ ports, history, recheck }: SystemEventParts): void {
  ports.log.event('wake');
  history.record({ kind: 'woke' });
  recheck('systemWoke');
}

function slept({ ports, history }: SystemEventParts): void {
  ports.log.event('sleep');
  history.record({ kind: 'slept' });
}

function followTray({ ports, service, window, tray, noTray, mayOpenWindow }: SystemEventParts): () => void {
  let isStarting = true;
  return ports.watchTray({
    onTray(isThere) {
      noTray.changed(!isThere);
      ports.log.event('tray', { isThere });
      service.redraw();
      // With no icon to click, a start that opens nothing would look as if nothing had started.
      if (!isThere && isStarting && mayOpenWindow) window.open();
      isStarting = false;
    },
    onIconMissing() {
      ports.log.event('trayMadeAnew');
      tray.makeAnew();
    },
  });
}

function windowCrashed({ ports, context, notify }: SystemEventParts, reason: string, isClosed: boolean): void {
  ports.log.event('windowCrashed', { reason, isClosed });
  if (isClosed) notify(messageNotification('window', messageOf({ kind: 'windowCrashed' }, context())));
}
