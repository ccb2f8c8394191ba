// The keyring in trouble while the app lives, and back. The look-alike takes the newest refresh token only, so that one
// that was not stored is lost with the next start.
import { afterEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import type { Keyring } from '../support/desktop/keyring.ts';
import { keychainProcesses } from '../support/keychain-processes.ts';
import { connect, shot, startWorld, storedToken, waitUntil, type RunningApp, type World } from '../support/world.ts';

/** Tokens live an hour: after this long a new one is due, wherever in its spread the app is. */
const TO_THE_NEXT_REFRESH_MS = 52 * MINUTE_MS;

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function connectedWorld() {
  world = await startWorld({ sandbox: { rotation: 'atOnce' } });
  const app = await world.start();
  const page = await app.app.firstWindow();
  await connect(page, world.sandbox.refreshToken);
  return { world, app, page, before: await storedToken(world) };
}

async function refresh(world: World, app: RunningApp): Promise<void> {
  const asked = world.sandbox.requests.length;
  await world.warp(app, { at: world.clock.now() + TO_THE_NEXT_REFRESH_MS });
  await waitUntil('an answer', () => world.sandbox.requests[asked]?.status === 200 || undefined);
}

/** Started again it is connected, with nothing asked: the keychain had the newest refresh token. */
async function expectKept(world: World, app: RunningApp): Promise<void> {
  await app.stop();
  await world.start();
  await world.desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  expect(world.desktop.notifications?.all()).toEqual([]);
}

test.each<
  [name: string, words: RegExp, begin: (keyring: Keyring) => Promise<void>, end: (keyring: Keyring) => Promise<void>]
>([
  ['locked', /keyring is locked\. Unlock it/u, (keyring) => keyring.lock(), (keyring) => keyring.unlock()],
  ['gone', /offers no keychain .* then try again\./u, (keyring) => keyring.kill(), (keyring) => keyring.start()],
])(
  'a keyring that is %s while a new refresh token comes is told of; back, it takes the token at the next click on the tray',
  async (name, words, begin, end) => {
    const { world, app, page, before } = await connectedWorld();
    const { keyring, tray } = world.desktop;
    await begin(keyring);
    await refresh(world, app);
    await page.getByRole('heading', { name: 'Kept until you quit' }).waitFor();
    await page.getByText(words).first().waitFor();
    await page.screenshot(shot(`keychain-${name}-in-between`));
    await end(keyring);
    await tray.activate();
    await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
    expect(await storedToken(world)).not.toBe(before);
    await expectKept(world, app);
  },
);

test('a keyring that was restarted is used as ever, and nobody is told anything', async () => {
  const { world, app, page, before } = await connectedWorld();
  // The process that knows the old one.
  expect(await keychainProcesses(app)).toHaveLength(1);
  await world.desktop.keyring.kill();
  await world.desktop.keyring.start();
  await refresh(world, app);
  await expect.poll(() => storedToken(world)).not.toBe(before);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expectKept(world, app);
});

test('a keyring that hangs is told of, and takes the new refresh token when it goes on, with no click', async () => {
  const { world, app, page, before } = await connectedWorld();
  world.desktop.keyring.freeze();
  await refresh(world, app);
  await page
    .getByText(/has not answered in time/u)
    .first()
    .waitFor();
  await page.screenshot(shot('keychain-hangs'));
  world.desktop.keyring.thaw();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect(await storedToken(world)).not.toBe(before);
  await expectKept(world, app);
});

test.each<
  [name: string, words: string, begin: (keyring: Keyring) => Promise<void>, end: (keyring: Keyring) => Promise<void>]
>([
  ['there', 'No keychain found', (keyring) => keyring.stop(), (keyring) => keyring.start()],
  ['unlocked', 'The keychain is locked', (keyring) => keyring.lock(), (keyring) => keyring.unlock()],
])('started before the keyring is %s, the app is connected by the next wake', async (_name, words, begin, end) => {
  const { world, app } = await connectedWorld();
  await app.stop();
  await begin(world.desktop.keyring);
  const again = await world.start();
  const page = await again.app.firstWindow();
  await page.getByRole('heading', { name: words }).waitFor();
  await end(world.desktop.keyring);
  await world.warp(again, {});
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expectKept(world, again);
});
