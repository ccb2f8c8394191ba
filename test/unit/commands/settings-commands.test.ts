import { expect, test } from 'vitest';
import type { Settings } from '../../../preload/contract/settings.ts';
import { createCommandFixture } from '../../support/command-fixture.ts';

const change = (fixture: ReturnType<typeof createCommandFixture>, settings: Partial<Settings>) =>
  fixture.dispatch({ kind: 'changeSettings', settings });

test('settings are written, and then followed', async () => {
  const fixture = createCommandFixture();
  expect(await change(fixture, { theme: 'dark', tellCopiedEnd: true })).toEqual({ ok: true });
  expect(fixture.ports.settings).toMatchObject({ theme: 'dark', tellCopiedEnd: true });
  expect(fixture.done).toEqual(['read the system']);
});

test('a setting that could not be written holds all the same, and that is said', async () => {
  const fixture = createCommandFixture();
  fixture.ports.isWritten = false;
  expect(await change(fixture, { theme: 'dark' })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'settingNotSaved' }),
  });
  expect(fixture.ports.settings.theme).toBe('dark');
  expect(fixture.done).toEqual(['read the system']);
});

test('a shortcut that cannot be had is not written, and the other settings are', async () => {
  const fixture = createCommandFixture();
  fixture.ports.shortcutProblem = { kind: 'clipboardFailed' };
  fixture.ports.settings = { ...fixture.ports.settings, copyShortcut: 'Control+Alt+K' };
  expect(await change(fixture, { copyShortcut: 'Control+Shift+K', theme: 'light' })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'clipboardFailed' }),
  });
  expect(fixture.ports.settings).toMatchObject({ copyShortcut: 'Control+Alt+K', theme: 'light' });
  fixture.ports.shortcutProblem = undefined;
  expect(await change(fixture, { copyShortcut: null })).toEqual({ ok: true });
  expect(fixture.ports.settings.copyShortcut).toBeNull();
  expect(fixture.done.filter((each) => each.startsWith('shortcut'))).toEqual([
    'shortcut Control+Shift+K',
    'shortcut null',
  ]);
});

test('launching at login is the system’s to remember, and is asked for only where it changes something', async () => {
  const fixture = createCommandFixture();
  fixture.ports.isWritten = false;
  expect(await change(fixture, { launchAtLogin: false })).toEqual({ ok: true });
  expect(await change(fixture, { launchAtLogin: true })).toEqual({ ok: true });
  expect(fixture.done.filter((each) => each.startsWith('login item'))).toEqual(['login item on']);
  expect(fixture.ports.settings).not.toHaveProperty('launchAtLogin');
});

test('a system that refuses, or wants its user’s approval, is told of', async () => {
  const fixture = createCommandFixture();
  fixture.ports.takesLoginItem = false;
  expect(await change(fixture, { launchAtLogin: true })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'launchNotChanged', on: true }),
  });
  fixture.ports.takesLoginItem = true;
  fixture.ports.loginItem = 'needsApproval';
  expect(await change(fixture, { launchAtLogin: true })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'launchNeedsApproval' }),
  });
  expect(await change(fixture, { launchAtLogin: false })).toEqual({ ok: true });
});
