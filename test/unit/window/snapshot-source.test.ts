import { dateFormat } from '../../../main/core/time/day-format.ts';
import { calendarOf } from '../../../main/core/time/calendar.ts';
import { expect, test } from 'vitest';
import { DEFAULT_PERSISTED_SETTINGS } from '../../../main/core/input/default-settings.ts';
import { INITIAL_STATE } from '../../../main/core/token/state.ts';
import type { AppPorts } from '../../../main/ports/app.ts';
import { SnapshotSource, type SnapshotParts } from '../../../main/window/snapshot-source.ts';
import type { LoginItemState } from '../../../preload/contract/settings.ts';
import { NOW, TIMES } from '../../support/core/states.ts';

function start() {
  const system: { loginItem: LoginItemState; pending: { clearsInMs: number | undefined } | undefined } = {
    loginItem: 'on',
    pending: undefined,
  };
  // Of the ports a snapshot reads these alone; anything else would be read as undefined, and throw when called.
  const ports = {
    settings: { get: () => DEFAULT_PERSISTED_SETTINGS, setAside: 'settings.set-aside-1.json', canPersist: () => false },
    loginItem: { state: () => system.loginItem },
    clipboard: { marksSecrets: () => true },
    shortcuts: { problem: 'wayland' },
    proxy: { savedFor: { host: 'proxy.example.com', port: 8080 } },
    version: '1.2.3',
    buildNote: 'a trial build',
    locale: 'en-GB',
  } as unknown as AppPorts;
  const parts: SnapshotParts = {
    ports,
    service: { state: INITIAL_STATE },
    clock: { now: () => NOW, skewMs: 0 },
    context: () => ({ now: NOW, times: TIMES, system: 'gnome', week: undefined }),
    apiUrl: () => 'https://nerd.example.com',
    local: () => ({ timeZone: 'Europe/Berlin', calendar: calendarOf('Europe/Berlin'), date: dateFormat('en-GB') }),
    window: { requestedPage: { page: 'settings', click: 2 } },
    copying: {
      guard: {
        get pending() {
          return system.pending;
        },
      },
      shortcut: { problem: undefined },
    },
    noTray: { isMissing: true, message: undefined },
    pendingKeyPair: { facts: { madeAt: NOW } },
  };
  return { system, snapshots: new SnapshotSource(parts) };
}

test('each snapshot counts as one more, for the window as for anybody else', () => {
  const { snapshots } = start();
  const revisions = [snapshots.take(), snapshots.takeForWindow(), snapshots.take()].map(({ revision }) => revision);
  expect(revisions).toEqual([1, 2, 3]);
});

test('the system is asked about the login item only where somebody sees the answer', () => {
  const { system, snapshots } = start();
  expect(snapshots.take().loginItem).toBe('off');
  expect(snapshots.takeForWindow().loginItem).toBe('on');
  system.loginItem = 'needsApproval';
  expect(snapshots.take().loginItem).toBe('on');
  snapshots.readSystem();
  expect(snapshots.take().loginItem).toBe('needsApproval');
});

test('a copy on the clipboard has the moment at which it leaves, if it does', () => {
  const { system, snapshots } = start();
  expect(snapshots.take().onClipboard).toBeUndefined();
  system.pending = { clearsInMs: 5000 };
  expect(snapshots.take().onClipboard).toEqual({ clearsAt: NOW + 5000 });
  system.pending = { clearsInMs: undefined };
  expect(snapshots.take().onClipboard).toEqual({ clearsAt: undefined });
});

test('what ports and parts tell is in it', () => {
  expect(start().snapshots.take()).toMatchObject({
    version: '1.2.3',
    timeZone: 'Europe/Berlin',
    requestedPage: { page: 'settings', click: 2 },
    desktop: { marksSecrets: true, noShortcuts: 'wayland', hasTray: false },
  });
});
