// The keychain adapter on a real gnome-keyring.
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Credential } from '../../../main/ports.ts';
import { compileHost } from '../../support/compile-host.ts';
import { startDesktop, type Desktop, type DesktopOptions } from '../../support/desktop/desktop.ts';
import { startHost, type HostOptions, type HostProcess } from './host-process.ts';

const CREDENTIAL: Credential = {
  id: 'one',
  kind: 'refreshToken',
  refreshToken: 'S3cret-üñ',
  enteredAt: 1_700_000_000_000,
};
const ABSENT = { ok: true, value: undefined };
/** How long a frozen keyring is waited for here; long enough for a slow machine to answer when it is not frozen. */
const SHORT_LIMIT_MS = 1_500;

const undo: (() => Promise<void>)[] = [];
let hostFile: string;
beforeAll(async () => {
  hostFile = await compileHost('test/integration/keychain/host.ts', 'keychain-host');
});
afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

async function desktopWith(keyring: NonNullable<DesktopOptions['keyring']>): Promise<Desktop> {
  const desktop = await startDesktop({ keyring, tray: false, notifications: false });
  undo.push(desktop.stop);
  return desktop;
}

function hostOn(desktop: Desktop, options: HostOptions = {}): HostProcess {
  const host = startHost(hostFile, desktop, options);
  undo.push(host.end);
  return host;
}

/** Freezes the keyring and waits until `method` of `host` has begun a native call that gets no answer. */
async function beginHangingRead(desktop: Desktop, host: HostProcess): Promise<{ answer: Promise<unknown> }> {
  const before = await host.call('nativeCalls');
  desktop.keyring.freeze();
  const answer = host.call('read', 'session');
  await expect.poll(() => host.call('nativeCalls')).toBe(before + 1);
  return { answer };
}

test('stores, reads, replaces and removes an entry that other programs see as such', async () => {
  const desktop = await desktopWith('unlocked');
  const host = hostOn(desktop);
  expect(await host.call('read', 'session')).toEqual(ABSENT);
  expect(await host.call('write', 'session', { ...CREDENTIAL, refreshToken: 'older' })).toEqual(ABSENT);
  expect(await host.call('write', 'session', CREDENTIAL)).toEqual(ABSENT);
  expect(await host.call('read', 'session')).toEqual({ ok: true, value: CREDENTIAL });
  const [entry, ...others] = await desktop.keyring.entries();
  expect(others).toEqual([]);
  expect(entry?.attributes).toMatchObject({ service: 'NERD Tray test', account: 'refresh-token' });
  expect(JSON.parse(entry?.secret ?? '')).toEqual({ version: 1, ...CREDENTIAL });
  expect(await host.call('remove', 'session')).toEqual(ABSENT);
  expect(await host.call('read', 'session')).toEqual(ABSENT);
  expect(await host.call('remove', 'session')).toEqual(ABSENT);
  expect(await desktop.keyring.entries()).toEqual([]);
});

test('keeps the three entries, and those of another profile, apart', async () => {
  const desktop = await desktopWith('unlocked');
  const host = hostOn(desktop);
  const other = hostOn(desktop, { service: 'NERD Tray test (/elsewhere)' });
  const demo: Credential = { ...CREDENTIAL, id: 'two', kind: 'demo' };
  expect(await host.call('write', 'demo', demo)).toEqual(ABSENT);
  expect(await other.call('write', 'untried', CREDENTIAL)).toEqual(ABSENT);
  expect(await host.call('read', 'session')).toEqual(ABSENT);
  expect(await host.call('read', 'untried')).toEqual(ABSENT);
  expect(await host.call('remove', 'untried')).toEqual(ABSENT);
  expect(await host.call('read', 'demo')).toEqual({ ok: true, value: demo });
  expect(await other.call('read', 'untried')).toEqual({ ok: true, value: CREDENTIAL });
});

test('a refresh token of 16 KiB comes back whole', async () => {
  const host = hostOn(await desktopWith('unlocked'));
  const credential: Credential = { ...CREDENTIAL, refreshToken: 'ä+/'.repeat(4_096) };
  expect(Buffer.byteLength(credential.refreshToken)).toBe(16_384);
  expect(await host.call('write', 'session', credential)).toEqual(ABSENT);
  expect(await host.call('read', 'session')).toEqual({ ok: true, value: credential });
});

test('a keyring that is not there is missing, and used once it is', async () => {
  const desktop = await desktopWith('none');
  const host = hostOn(desktop);
  const missing = { ok: false, why: 'missing' };
  expect(await host.call('read', 'session')).toEqual(missing);
  expect(await host.call('write', 'session', CREDENTIAL)).toEqual(missing);
  expect(await host.call('remove', 'session')).toEqual(missing);
  await desktop.keyring.start();
  expect(await host.call('write', 'session', CREDENTIAL)).toEqual(ABSENT);
  expect(await host.call('read', 'session')).toEqual({ ok: true, value: CREDENTIAL });
});

test('without a bus the keychain is missing', async () => {
  const desktop = await desktopWith('unlocked');
  const host = hostOn(desktop, { env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } });
  expect(await host.call('read', 'session')).toEqual({ ok: false, why: 'missing' });
});

test('a locked keyring is not an empty one, keeps what it has, and works once unlocked', async () => {
  const desktop = await desktopWith('unlocked');
  const host = hostOn(desktop);
  expect(await host.call('write', 'session', CREDENTIAL)).toEqual(ABSENT);
  await desktop.keyring.lock();
  const locked = { ok: false, why: 'locked' };
  expect(await host.call('read', 'session')).toEqual(locked);
  expect(await host.call('read', 'demo')).toEqual(locked);
  expect(await host.call('write', 'session', { ...CREDENTIAL, refreshToken: 'newer' })).toEqual(locked);
  expect(await host.call('remove', 'session')).toEqual(locked);
  await desktop.keyring.unlock();
  expect(await host.call('read', 'session')).toEqual({ ok: true, value: CREDENTIAL });
});

test('an entry that is none of ours is told apart, and kept', async () => {
  const desktop = await desktopWith('unlocked');
  const host = hostOn(desktop);
  const newer = JSON.stringify({ version: 2, ...CREDENTIAL });
  for (const text of ['not JSON', '{}', newer]) {
    await host.call('writeRaw', 'refresh-token', text);
    expect(await host.call('read', 'session')).toEqual({ ok: false, why: 'unreadable' });
    expect((await desktop.keyring.entries()).map(({ secret }) => secret)).toEqual([text]);
  }
});

test('a keyring killed in the middle of a call is missing, and loses nothing', async () => {
  const desktop = await desktopWith('unlocked');
  const host = hostOn(desktop);
  expect(await host.call('write', 'session', CREDENTIAL)).toEqual(ABSENT);
  const { answer } = await beginHangingRead(desktop, host);
  await desktop.keyring.kill();
  expect(await answer).toEqual({ ok: false, why: 'missing' });
  await desktop.keyring.start();
  expect(await hostOn(desktop).call('read', 'session')).toEqual({ ok: true, value: CREDENTIAL });
});

test('a frozen keyring is slow, is called once only, and works again when it answers', async () => {
  const desktop = await desktopWith('unlocked');
  const host = hostOn(desktop, { timeLimitMs: SHORT_LIMIT_MS });
  expect(await host.call('write', 'session', CREDENTIAL)).toEqual(ABSENT);
  expect(await host.call('isBusy')).toBe(false);
  const { answer } = await beginHangingRead(desktop, host);
  const slow = { ok: false, why: 'slow' };
  expect(await answer).toEqual(slow);
  const calls = await host.call('nativeCalls');
  const askedAt = performance.now();
  expect(await host.call('read', 'demo')).toEqual(slow);
  expect(await host.call('remove', 'session')).toEqual(slow);
  expect(performance.now() - askedAt).toBeLessThan(SHORT_LIMIT_MS);
  expect(await host.call('nativeCalls')).toBe(calls);
  expect(await host.call('isBusy')).toBe(true);
  desktop.keyring.thaw();
  await host.call('idle');
  expect(await host.call('isBusy')).toBe(false);
  expect(await host.call('read', 'session')).toEqual({ ok: true, value: CREDENTIAL });
});
