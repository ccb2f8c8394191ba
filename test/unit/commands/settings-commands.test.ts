import { expect, test } from 'vitest';
import type { Settings } from '../../../preload/contract/settings.ts';
import { commandWorld } from '../../support/command-world.ts';

const change = (world: ReturnType<typeof commandWorld>, settings: Partial<Settings>) =>
  world.dispatch({ kind: 'changeSettings', settings });

test('settings are written, and then followed', async () => {
  const world = commandWorld();
  expect(await change(world, { theme: 'dark', tellCopiedEnd: true })).toEqual({ ok: true });
  expect(world.ports.settings).toMatchObject({ theme: 'dark', tellCopiedEnd: true });
  expect(world.done).toEqual(['read the system']);
});

test('a setting that could not be written holds all the same, and that is said', async () => {
  const world = commandWorld();
  world.ports.isWritten = false;
  expect(await change(world, { theme: 'dark' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'settingNotSaved' }),
  });
  expect(world.ports.settings.theme).toBe('dark');
  expect(world.done).toEqual(['read the system']);
});

test('a shortcut that cannot be had is not written, and the other settings are', async () => {
  const world = commandWorld();
  world.ports.shortcutProblem = { kind: 'clipboardFailed' };
  world.ports.settings = { ...world.ports.settings, copyShortcut: 'Control+Alt+K' };
  expect(await change(world, { copyShortcut: 'Control+Shift+K', theme: 'light' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'clipboardFailed' }),
  });
  expect(world.ports.settings).toMatchObject({ copyShortcut: 'Control+Alt+K', theme: 'light' });
  world.ports.shortcutProblem = undefined;
  expect(await change(world, { copyShortcut: null })).toEqual({ ok: true });
  expect(world.ports.settings.copyShortcut).toBeNull();
  expect(world.done.filter((each) => each.startsWith('shortcut'))).toEqual([
    'shortcut Control+Shift+K',
    'shortcut null',
  ]);
});

test('launching at login is the system’s to remember, and is asked for only where it changes something', async () => {
  const world = commandWorld();
  world.ports.isWritten = false;
  expect(await change(world, { launchAtLogin: false })).toEqual({ ok: true });
  expect(await change(world, { launchAtLogin: true })).toEqual({ ok: true });
  expect(world.done.filter((each) => each.startsWith('login item'))).toEqual(['login item on']);
  expect(world.ports.settings).not.toHaveProperty('launchAtLogin');
});

test('a system that refuses, or wants its user’s approval, is told of', async () => {
  const world = commandWorld();
  world.ports.takesLoginItem = false;
  expect(await change(world, { launchAtLogin: true })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'launchNotChanged', on: true }),
  });
  world.ports.takesLoginItem = true;
  world.ports.loginItem = 'needsApproval';
  expect(await change(world, { launchAtLogin: true })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'launchNeedsApproval' }),
  });
  expect(await change(world, { launchAtLogin: false })).toEqual({ ok: true });
});
