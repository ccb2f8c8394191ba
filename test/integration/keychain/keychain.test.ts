// The keychain adapter on a real gnome-keyring, with its process in a real Electron.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Credential, SecretSlot } from '../../../main/ports/credentials.ts';
import { compileHost } from '../../support/compile-host.ts';
import { startDesktop, type Desktop, type DesktopOptions } from '../../support/desktop/desktop.ts';
import { keychainProcesses } from '../../support/keychain-processes.ts';
import { launchApp } from '../../support/launch.ts';
import type {} from './host.ts';

const CREDENTIAL: Credential = {
  id: 'one',
  kind: 'refreshToken',
  refreshToken: 'S3cret-üñ',
  enteredAt: 1_700_000_000_000,
};
const ABSENT = { ok: true, value: undefined };
const PRESENT = { ok: true, value: CREDENTIAL };
const SLOW = { ok: false, why: 'slow' };
const MISSING = { ok: false, why: 'missing' };
/** How long a frozen keyring is waited for here; long enough for a slow machine to answer when it is not frozen. */
const SHORT_LIMIT_MS = 4_000;

const undo: (() => Promise<void>)[] = [];
let entry: string;
beforeAll(async () => {
  entry = await compileHost('test/integration/keychain/host.ts', 'keychain-host');
});
afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

async function desktopWith(keyring: NonNullable<DesktopOptions['keyring']>): Promise<Desktop> {
  const desktop = await startDesktop({ keyring, tray: false, notifications: false });
  undo.push(desktop.stop);
  return desktop;
}

type Host = Awaited<ReturnType<typeof hostOn>>;

/** The adapter in an Electron of its own. */
async function hostOn(desktop: Desktop) {
  const launched = await launchApp(desktop, { entry });
  undo.push(launched.stop);
  const { app } = launched;
  await app.evaluate(({ app: electron }) => electron.whenReady());
  return {
    read: (slot: SecretSlot) => app.evaluate((_, slot) => globalThis.keychainHost.secrets.read(slot), slot),
    write: (slot: SecretSlot, credential: Credential) =>
      app.evaluate((_, [slot, value]) => globalThis.keychainHost.secrets.write(slot, value), [
        slot,
        credential,
      ] as const),
    remove: (slot: SecretSlot) => app.evaluate((_, slot) => globalThis.keychainHost.secrets.remove(slot), slot),
    close: (graceMs: number) => app.evaluate((_, graceMs) => globalThis.keychainHost.secrets.close(graceMs), graceMs),
    use: (options: { service?: string; timeLimitMs?: number; hangLimitMs?: number; idleMs?: number }) =>
      app.evaluate((_, options) => globalThis.keychainHost.use(options), options),
    writeRaw: (text: string) =>
      app.evaluate((_, text) => globalThis.keychainHost.writeRaw('refresh-token', text), text),
    setBus: (address: string) =>
      app.evaluate((_, address) => void (process.env['DBUS_SESSION_BUS_ADDRESS'] = address), address),
    calls: () => app.evaluate(() => globalThis.keychainHost.calls),
    lockedKeyrings: () => app.evaluate(() => globalThis.keychainHost.secrets.lockedKeyrings()),
    answeredAgain: () => app.evaluate(() => globalThis.keychainHost.answeredAgain),
    processes: () => keychainProcesses(launched),
  };
}

/** Freezes the keyring and waits until a read of `host` is under way, which gets no answer. */
async function beginHangingRead(desktop: Desktop, host: Host): Promise<{ answer: Promise<unknown> }> {
  const before = await host.calls();
  desktop.keyring.freeze();
  const answer = host.read('refreshToken');
  await expect.poll(host.calls).toBe(before + 1);
  return { answer };
}

test('stores, reads, replaces and removes an entry that other programs see as such', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  expect(await host.read('refreshToken')).toEqual(ABSENT);
  expect(await host.write('refreshToken', { ...CREDENTIAL, refreshToken: 'older' })).toEqual(ABSENT);
  expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
  expect(await host.read('refreshToken')).toEqual(PRESENT);
  const [entry, ...others] = await desktop.keyring.entries();
  expect(others).toEqual([]);
  expect(entry?.attributes).toMatchObject({ service: 'NERD Tray test', account: 'refresh-token' });
  expect(JSON.parse(entry?.secret ?? '')).toEqual({ version: 1, ...CREDENTIAL });
  expect(await host.remove('refreshToken')).toEqual(ABSENT);
  expect(await host.read('refreshToken')).toEqual(ABSENT);
  expect(await host.remove('refreshToken')).toEqual(ABSENT);
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
});

test('keeps the three entries, and those of another profile, apart', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  const demo: Credential = { ...CREDENTIAL, id: 'two', kind: 'demo' };
  expect(await host.write('demo', demo)).toEqual(ABSENT);
  await host.use({ service: 'NERD Tray test (/elsewhere)' });
  expect(await host.write('pendingCredential', CREDENTIAL)).toEqual(ABSENT);
  await host.use({});
  expect(await host.read('refreshToken')).toEqual(ABSENT);
  expect(await host.read('pendingCredential')).toEqual(ABSENT);
  expect(await host.remove('pendingCredential')).toEqual(ABSENT);
  expect(await host.read('demo')).toEqual({ ok: true, value: demo });
  await host.use({ service: 'NERD Tray test (/elsewhere)' });
  expect(await host.read('pendingCredential')).toEqual(PRESENT);
});

test('a refresh token of 16 KiB comes back whole', async () => {
  const host = await hostOn(await desktopWith('unlocked'));
  const credential: Credential = { ...CREDENTIAL, refreshToken: 'ä+/'.repeat(4_096) };
  expect(Buffer.byteLength(credential.refreshToken)).toBe(16_384);
  expect(await host.write('refreshToken', credential)).toEqual(ABSENT);
  expect(await host.read('refreshToken')).toEqual({ ok: true, value: credential });
});

test('a keyring that is not there is missing, and used once it is', async () => {
  const desktop = await desktopWith('none');
  const host = await hostOn(desktop);
  expect(await host.read('refreshToken')).toEqual(MISSING);
  expect(await host.write('refreshToken', CREDENTIAL)).toEqual(MISSING);
  expect(await host.remove('refreshToken')).toEqual(MISSING);
  await desktop.keyring.start();
  expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
  expect(await host.read('refreshToken')).toEqual(PRESENT);
});

test('without a bus the keychain is missing', async () => {
  const host = await hostOn(await desktopWith('unlocked'));
  await host.setBus('unix:path=/nowhere');
  expect(await host.read('refreshToken')).toEqual(MISSING);
});

test('a locked keyring is not an empty one, keeps what it has, and works once unlocked', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
  await desktop.keyring.lock();
  const locked = { ok: false, why: 'locked' };
  expect(await host.read('refreshToken')).toEqual(locked);
  expect(await host.read('demo')).toEqual(locked);
  expect(await host.write('refreshToken', { ...CREDENTIAL, refreshToken: 'newer' })).toEqual(locked);
  expect(await host.remove('refreshToken')).toEqual(locked);
  await desktop.keyring.unlock();
  expect(await host.read('refreshToken')).toEqual(PRESENT);
});

test('an entry that is none of ours is told apart, and kept', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  const newer = JSON.stringify({ version: 2, ...CREDENTIAL });
  for (const text of ['not JSON', '{}', newer]) {
    await host.writeRaw(text);
    expect(await host.read('refreshToken')).toEqual({ ok: false, why: 'unreadable' });
    expect((await desktop.keyring.entries()).map(({ secret }) => secret)).toEqual([text]);
  }
});

test('a keyring that was restarted is used by the very next call', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
  const before = await host.processes();
  await desktop.keyring.kill();
  await desktop.keyring.start();
  expect(await host.read('refreshToken')).toEqual(PRESENT);
  expect(await host.processes()).not.toEqual(before);
  await desktop.keyring.stop();
  await desktop.keyring.start();
  const newer = { ...CREDENTIAL, refreshToken: 'newer' };
  expect(await host.write('refreshToken', newer)).toEqual(ABSENT);
  expect((await desktop.keyring.entries()).map(({ secret }) => secret)).toEqual([expect.stringContaining('newer')]);
  await desktop.keyring.stop();
  expect(await host.read('refreshToken')).toEqual(MISSING);
  await desktop.keyring.start();
  expect(await host.remove('refreshToken')).toEqual(ABSENT);
});

test('a keyring killed in the middle of a call is missing, and loses nothing', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
  const { answer } = await beginHangingRead(desktop, host);
  await desktop.keyring.kill();
  expect(await answer).toEqual(MISSING);
  await desktop.keyring.start();
  expect(await host.read('refreshToken')).toEqual(PRESENT);
});

test('a process killed in the middle of a write: it is written again, and what is stored is read before it is believed', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  expect(await host.read('refreshToken')).toEqual(ABSENT);
  const [id = 0] = await host.processes();
  const before = await host.calls();
  desktop.keyring.freeze();
  const answer = host.write('refreshToken', CREDENTIAL);
  await expect.poll(host.calls).toBe(before + 1);
  process.kill(id, 'SIGKILL');
  // The write, once more, by a new process.
  await expect.poll(host.calls).toBe(before + 2);
  desktop.keyring.thaw();
  expect(await answer).toEqual(ABSENT);
  expect(await host.calls()).toBe(before + 3);
  expect(await host.read('refreshToken')).toEqual(PRESENT);
});

test('a frozen keyring is slow, is called once only, and works again when it answers', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  await host.use({ timeLimitMs: SHORT_LIMIT_MS });
  expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
  const { answer } = await beginHangingRead(desktop, host);
  expect(await answer).toEqual(SLOW);
  const calls = await host.calls();
  const askedAt = performance.now();
  expect(await host.read('demo')).toEqual(SLOW);
  expect(await host.remove('refreshToken')).toEqual(SLOW);
  expect(performance.now() - askedAt).toBeLessThan(SHORT_LIMIT_MS);
  expect(await host.calls()).toBe(calls);
  expect(await host.answeredAgain()).toBe(0);
  desktop.keyring.thaw();
  await expect.poll(host.answeredAgain).toBe(1);
  expect(await host.read('refreshToken')).toEqual(PRESENT);
});

test('what hangs for longer than it may is ended by the next call, which works if the keyring does', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  await host.use({ timeLimitMs: SHORT_LIMIT_MS, hangLimitMs: 0 });
  const { answer } = await beginHangingRead(desktop, host);
  expect(await answer).toEqual(SLOW);
  const [hanging] = await host.processes();
  const next = host.read('refreshToken');
  await expect.poll(host.processes).not.toContain(hanging);
  desktop.keyring.thaw();
  expect(await next).toEqual(ABSENT);
  expect(await host.answeredAgain()).toBe(0);
});

test('closed, it has no process left, and what is being stored has its time', async () => {
  const desktop = await desktopWith('unlocked');
  const host = await hostOn(desktop);
  expect(await host.read('refreshToken')).toEqual(ABSENT);
  desktop.keyring.freeze();
  const before = await host.calls();
  const answer = host.write('refreshToken', CREDENTIAL);
  await expect.poll(host.calls).toBe(before + 1);
  const closed = host.close(30_000);
  desktop.keyring.thaw();
  expect(await answer).toEqual(ABSENT);
  await closed;
  await expect.poll(host.processes).toEqual([]);
  expect(await host.read('refreshToken')).toEqual({ ok: false, why: 'failed' });
  expect(await host.processes()).toEqual([]);
  await expect.poll(() => desktop.keyring.entries()).toHaveLength(1);
});

test('an idle process is ended, and the next call has a new one', async () => {
  const host = await hostOn(await desktopWith('unlocked'));
  await host.use({ idleMs: 50 });
  expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
  await expect.poll(host.processes).toEqual([]);
  expect(await host.read('refreshToken')).toEqual(PRESENT);
});

/** An entry as the adapter stores it. */
const stored = (credential: Credential) => ({
  label: `NERD Tray test`,
  attributes: {
    service: 'NERD Tray test',
    account: 'refresh-token',
    'xdg:schema': 'org.freedesktop.Secret.Generic',
  },
  secret: JSON.stringify({ version: 1, ...credential }),
});
const OLDER: Credential = { ...CREDENTIAL, id: 'older', refreshToken: 'older' };
const ELSEWHERE = { ok: false, why: 'keyringLocked' };

describe('with a second keyring', () => {
  async function twoKeyrings() {
    const desktop = await desktopWith('unlocked');
    const work = await desktop.keyring.addKeyring('Work');
    await work.store(stored(OLDER));
    return { desktop, work, host: await hostOn(desktop) };
  }
  const secrets = async (desktop: Desktop) => (await desktop.keyring.entries()).map(({ secret }) => secret);

  test('an entry in a locked one is not an empty answer; the keyring is named, and told of when it opens', async () => {
    const { desktop, work, host } = await twoKeyrings();
    await work.lock();
    expect(await host.read('refreshToken')).toEqual(ELSEWHERE);
    expect(await host.lockedKeyrings()).toEqual(['Work']);
    expect(await host.read('keyPair')).toEqual(ABSENT);
    // Another one that opens is none of its business.
    const other = await desktop.keyring.addKeyring('Other');
    await other.lock();
    await other.unlock();
    expect(await host.answeredAgain()).toBe(0);
    await work.unlock();
    await expect.poll(host.answeredAgain).toBe(1);
    expect(await host.read('refreshToken')).toEqual({ ok: true, value: OLDER });
    expect(await host.lockedKeyrings()).toEqual([]);
  });

  test('the default one that opens is told of too', async () => {
    const { desktop, host } = await twoKeyrings();
    await desktop.keyring.lock();
    expect(await host.write('refreshToken', CREDENTIAL)).toEqual({ ok: false, why: 'locked' });
    await desktop.keyring.unlock();
    await expect.poll(host.answeredAgain).toBe(1);
  });

  test('a keyring that starts after it was missing is told of', async () => {
    const desktop = await desktopWith('none');
    const host = await hostOn(desktop);
    expect(await host.read('refreshToken')).toEqual(MISSING);
    await desktop.keyring.start();
    await expect.poll(host.answeredAgain).toBeGreaterThan(0);
  });

  test('removing says what it could not, deletes nothing then, and once it can deletes every copy', async () => {
    const { desktop, work, host } = await twoKeyrings();
    await work.lock();
    expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
    expect(await host.remove('refreshToken')).toEqual(ELSEWHERE);
    expect(await host.lockedKeyrings()).toEqual(['Work']);
    expect(await host.read('refreshToken')).toEqual(PRESENT);
    await work.unlock();
    expect(await host.remove('refreshToken')).toEqual(ABSENT);
    expect(await secrets(desktop)).toEqual([]);
  });

  test('what is stored anew takes the place of an entry in another one', async () => {
    const { desktop, host } = await twoKeyrings();
    expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
    expect(await host.read('refreshToken')).toEqual(PRESENT);
    expect(await secrets(desktop)).toEqual([stored(CREDENTIAL).secret]);
  });

  test.each(['default', 'other'] as const)(
    'of two open copies the newer one, in the %s keyring, counts, and the older one goes',
    async (newer) => {
      const desktop = await desktopWith('unlocked');
      const work = await desktop.keyring.addKeyring('Work');
      const [first, second] = newer === 'default' ? [work, desktop.keyring] : [desktop.keyring, work];
      await first.store(stored(OLDER));
      // A keyring notes whole seconds.
      const storedAt = Math.floor(Date.now() / 1_000);
      await expect.poll(() => Math.floor(Date.now() / 1_000)).toBeGreaterThan(storedAt);
      await second.store(stored(CREDENTIAL));
      const host = await hostOn(desktop);
      expect(await host.read('refreshToken')).toEqual(PRESENT);
      expect(await secrets(desktop)).toEqual([stored(CREDENTIAL).secret]);
    },
  );

  test('where another one is made the default, the entry goes there with the next write', async () => {
    const { desktop, work, host } = await twoKeyrings();
    await desktop.keyring.store(stored(OLDER));
    await work.makeDefault();
    expect(await host.write('refreshToken', CREDENTIAL)).toEqual(ABSENT);
    await work.lock();
    expect(await host.read('refreshToken')).toEqual({ ok: false, why: 'locked' });
    await work.unlock();
    expect(await secrets(desktop)).toEqual([stored(CREDENTIAL).secret]);
  });
});
