import { expect, test } from 'vitest';
import { createRecheck, followSystem, type SystemEventParts } from '../../main/system-events.ts';
import type { TrayListener } from '../../main/ports/desktop.ts';
import { TIMES, NOW } from '../support/core/states.ts';
import { MemoryLog, MemorySecrets } from '../support/memory-parts.ts';

/** A system whose events the test makes, and an app that writes down what it is asked to do. */
function start({ mayOpenWindow = true } = {}) {
  const done: string[] = [];
  const deed = (name: string) => () => void done.push(name);
  const stopped = (name: string) => () => void done.push(`stop ${name}`);
  const log = new MemoryLog();
  const secrets = new MemorySecrets();
  const system: {
    tray?: TrayListener;
    wake?: () => void;
    sleep?: () => void;
    shutdown?: () => void;
    gpuLoop?: (reason: string) => void;
    crash?: (reason: string, isClosed: boolean) => void;
  } = {};
  const parts: SystemEventParts = {
    ports: {
      log,
      secrets,
      watchTray(listener) {
        system.tray = listener;
        return stopped('tray');
      },
      onGpuCrashLoop(onLoop) {
        system.gpuLoop = onLoop;
        return stopped('GPU');
      },
      onWake(wake) {
        system.wake = wake;
        return stopped('wake');
      },
      onSleep(sleep) {
        system.sleep = sleep;
        return stopped('sleep');
      },
      onShutdown(shutdown) {
        system.shutdown = shutdown;
      },
      quit: deed('quit'),
    },
    service: { redraw: deed('redraw') },
    recheck: (kind) => void done.push(`recheck ${kind}`),
    account: {
      tryKeychainAgain() {
        done.push('keychain again');
        return Promise.resolve();
      },
    },
    history: { record: ({ kind }) => void done.push(`history ${kind}`) },
    window: {
      open: deed('window'),
      closeAfterCrash: (reason) => void done.push(`close after ${reason}`),
      onCrashed: (crashed) => void (system.crash = crashed),
    },
    tray: { makeAnew: deed('new icon') },
    noTray: { changed: (isMissing) => void done.push(isMissing ? 'no tray' : 'tray') },
    context: () => ({ now: NOW, times: TIMES, system: 'gnome', week: undefined }),
    notify: ({ id }) => void done.push(`notify ${id}`),
    mayOpenWindow,
  };
  const events = followSystem(parts);
  return { parts, events, system, secrets, log, done };
}

test('a recheck means: time may have moved, and a keychain in trouble may be back', () => {
  const { parts, done } = start();
  createRecheck({ dispatch: ({ kind }) => void done.push(kind) }, parts.account)();
  expect(done).toEqual(['timeMoved', 'keychain again']);
});

test('a wake is written down, and everything is rechecked', () => {
  const { system, done, log } = start();
  system.wake?.();
  expect(done).toEqual(['history woke', 'recheck systemWoke']);
  expect(log.lines).toEqual(['{"name":"wake"}']);
});

test('a sleep is written down', () => {
  const { system, done, log } = start();
  system.sleep?.();
  expect(done).toEqual(['history slept']);
  expect(log.lines).toEqual(['{"name":"sleep"}']);
});

test('a start without a tray opens the window once', () => {
  const { system, done } = start();
  system.tray?.onTray(false);
  system.tray?.onTray(false);
  expect(done).toEqual(['no tray', 'redraw', 'window', 'no tray', 'redraw']);
});

test('a tray that goes later opens no window, and neither does a quiet start without one', () => {
  const later = start();
  later.system.tray?.onTray(true);
  later.system.tray?.onTray(false);
  const quiet = start({ mayOpenWindow: false });
  quiet.system.tray?.onTray(false);
  expect([...later.done, ...quiet.done]).not.toContain('window');
});

test('an icon that a new tray does not show is made anew', () => {
  const { system, done } = start();
  system.tray?.onIconMissing();
  expect(done).toEqual(['new icon']);
});

test('a keychain that answers again is tried again', () => {
  const { secrets, done } = start();
  secrets.answersAgain();
  expect(done).toEqual(['keychain again']);
});

test('a GPU process that crashes again and again closes the window', () => {
  const { system, done } = start();
  system.gpuLoop?.('crashed');
  expect(done).toEqual(['close after crashed']);
});

test('a crash of the window is logged, and told only where the window stays closed', () => {
  const { system, done, log } = start();
  system.crash?.('oom', false);
  expect(done).toEqual([]);
  system.crash?.('oom', true);
  expect(done).toEqual(['notify window']);
  expect(log.lines).toHaveLength(2);
});

test('a shutdown is listened for after sleep, or Electron on Linux does not tell of it', () => {
  // The keys stand in the order in which they were set.
  const listened = Object.keys(start().system);
  expect(listened.indexOf('shutdown')).toBeGreaterThan(listened.indexOf('sleep'));
  expect(listened.at(-1)).toBe('shutdown');
});

test('a shutdown quits the app, and is listened to until the end of it', () => {
  const { system, events, done } = start();
  events.stop();
  expect(done).toEqual(['stop tray', 'stop GPU', 'stop wake', 'stop sleep']);
  system.shutdown?.();
  expect(done.at(-1)).toBe('quit');
});
