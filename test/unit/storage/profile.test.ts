// Where the app's files go, on a real disk.
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { profileFolder, settleProfile } from '../../../main/storage/profile.ts';
import { app, resetElectron } from '../../support/fake-electron/index.ts';

let folder: string;
/** The profile that Electron has chosen, which no test makes before. */
let profile: string;

beforeEach(async () => {
  resetElectron();
  folder = await mkdtemp(join(tmpdir(), 'profile-'));
  profile = join(folder, 'profile');
  app.setPath('userData', profile);
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  vi.stubEnv('XDG_RUNTIME_DIR', undefined);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** Makes the profile one that nobody can write: a file stands where its folder should be. */
const makeUnwritable = (): void => writeFileSync(profile, '');

test('a profile that can be written is used, closed to others, and keeps nothing of the check', () => {
  mkdirSync(profile);
  chmodSync(profile, 0o755);
  expect(settleProfile()).toBe(true);
  expect([app.getPath('userData'), profileFolder()]).toEqual([profile, profile]);
  expect(statSync(profile).mode & 0o777).toBe(0o700);
  expect(readdirSync(profile)).toEqual([]);
});

test('a folder that somebody chose keeps its mode: it may hold more than a profile', () => {
  mkdirSync(profile);
  chmodSync(profile, 0o755);
  app.commandLine.appendSwitch('user-data-dir', profile);
  expect(settleProfile()).toBe(true);
  expect(statSync(profile).mode & 0o777).toBe(0o755);
});

test('one that cannot be written: Electron’s files go to a temporary folder, the same one each time, and the app’s do not', () => {
  makeUnwritable();
  expect(settleProfile()).toBe(true);
  const elsewhere = app.getPath('userData');
  expect(elsewhere.startsWith(join(folder, 'tmp', 'nerd-tray-'))).toBe(true);
  expect(statSync(elsewhere).mode & 0o777).toBe(0o700);
  expect(profileFolder()).toBe(profile);
  app.setPath('userData', profile);
  expect(settleProfile()).toBe(true);
  expect(app.getPath('userData')).toBe(elsewhere);
});

test('a temporary folder of that name that others may enter is not used', () => {
  makeUnwritable();
  settleProfile();
  const known = app.getPath('userData');
  chmodSync(known, 0o777);
  app.setPath('userData', profile);
  expect(settleProfile()).toBe(true);
  expect(app.getPath('userData')).not.toBe(known);
  expect(app.getPath('userData').startsWith(join(folder, 'tmp', 'nerd-tray-'))).toBe(true);
});

test('where no temporary folder can be written the one of the session is used, for the lock too', () => {
  makeUnwritable();
  vi.stubEnv('TMPDIR', join(profile, 'none'));
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { mode: 0o700 });
  vi.stubEnv('XDG_RUNTIME_DIR', runtime);
  expect(settleProfile()).toBe(true);
  expect(app.getPath('userData').startsWith(join(runtime, 'nerd-tray-'))).toBe(true);
  expect(process.env['TMPDIR']).toBe(app.getPath('userData'));
});

test('where nothing can be written the app cannot start', () => {
  makeUnwritable();
  vi.stubEnv('TMPDIR', join(profile, 'none'));
  expect(settleProfile()).toBe(false);
  expect(app.getPath('userData')).toBe(profile);
});

// A folder without the right to write stops nobody who is root, so the check's file is in the way here.
test.each([
  ['runs', process.pid, true],
  ['is gone', 2 ** 30, false],
])('a profile that is full while the app that has locked it %s', (_name, pid, isUsed) => {
  mkdirSync(join(profile, `.write-check-${process.pid}`), { recursive: true });
  writeFileSync(join(profile, `.write-check-${process.pid}`, 'in the way'), '');
  symlinkSync(`host-${pid}`, join(profile, 'SingletonLock'));
  vi.stubEnv('TMPDIR', join(folder, 'tmp'));
  expect(existsSync(profile)).toBe(true);
  expect(settleProfile()).toBe(true);
  expect(app.getPath('userData') === profile).toBe(isUsed);
});
