// The keyring in trouble while the app lives, and back. The demo server takes the newest refresh token only, so that one
// that was not stored is lost with the next start.
import { afterEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import type { Keyring } from '../support/desktop/keyring.ts';
import { keychainProcesses } from '../support/keychain-processes.ts';
import {
  connect,
  screenshotPath,
  startAppFixture,
  storedToken,
  waitUntil,
  type RunningApp,
  type AppFixture,
} from '../support/app-fixture.ts';

/** Tokens live an hour: after this long a new one is due, wherever in its spread the app is. */
const TO_THE_NEXT_REFRESH_MS = 52 * MINUTE_MS;

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

async function connectedWorld() {
  fixture = await startAppFixture({ demoServer: { rotation: 'atOnce' } });
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await connect(page, fixture.demoServer.refreshToken);
  return { fixture, app, page, before: await storedToken(fixture) };
}

async function refresh(fixture: AppFixture, app: RunningApp): Promise<void> {
  const asked = fixture.demoServer.requests.length;
  await fixture.warp(app, { at: fixture.clock.now() + TO_THE_NEXT_REFRESH_MS });
  await waitUntil('an answer', () => fixture.demoServer.requests[asked]?.status === 200 || undefined);
}

/** Started again it is connected, with nothing asked: the keychain had the newest refresh token. */
async function expectKept(fixture: AppFixture, app: RunningApp): Promise<void> {
  await app.stop();
  await fixture.start();
  await fixture.desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  expect(fixture.desktop.notifications?.all()).toEqual([]);
}

test.each<
  [name: string, words: RegExp, begin: (keyring: Keyring) => Promise<void>, end: (keyring: Keyring) => Promise<void>]
>([
  ['locked', /keyring is locked\. Unlock it/u, (keyring) => keyring.lock(), (keyring) => keyring.unlock()],
  ['gone', /offers no keychain .* then try again\./u, (keyring) => keyring.kill(), (keyring) => keyring.start()],
])(
  'a keyring that is %s while a new refresh token comes is told of; back, it takes the token at the next click on the tray',
  async (name, words, begin, end) => {
    const { fixture, app, page, before } = await connectedWorld();
    const { keyring, tray } = fixture.desktop;
    await begin(keyring);
    await refresh(fixture, app);
    await page.getByRole('heading', { name: 'Kept until you quit' }).waitFor();
    await page.getByText(words).first().waitFor();
    await page.screenshot(screenshotPath(`keychain-${name}-in-between`));
    await end(keyring);
    await tray.activate();
    await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
    expect(await storedToken(fixture)).not.toBe(before);
    await expectKept(fixture, app);
  },
);

test('a keyring that was restarted is used as ever, and nobody is told anything', async () => {
  const { fixture, app, page, before } = await connectedWorld();
  // The process that knows the old one.
  expect(await keychainProcesses(app)).toHaveLength(1);
  await fixture.desktop.keyring.kill();
  await fixture.desktop.keyring.start();
  await refresh(fixture, app);
  await expect.poll(() => storedToken(fixture)).not.toBe(before);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expectKept(fixture, app);
});

test('a keyring that hangs is told of, and takes the new refresh token when it goes on, with no click', async () => {
  const { fixture, app, page, before } = await connectedWorld();
  fixture.desktop.keyring.freeze();
  await refresh(fixture, app);
  await page
    .getByText(/has not answered in time/u)
    .first()
    .waitFor();
  await page.screenshot(screenshotPath('keychain-hangs'));
  fixture.desktop.keyring.thaw();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect(await storedToken(fixture)).not.toBe(before);
  await expectKept(fixture, app);
});

test.each<
  [name: string, words: string, begin: (keyring: Keyring) => Promise<void>, end: (keyring: Keyring) => Promise<void>]
>([
  ['there', 'No keychain found', (keyring) => keyring.stop(), (keyring) => keyring.start()],
  ['unlocked', 'The keychain is locked', (keyring) => keyring.lock(), (keyring) => keyring.unlock()],
])('started before the keyring is %s, the app is connected by the next wake', async (_name, words, begin, end) => {
  const { fixture, app } = await connectedWorld();
  await app.stop();
  await begin(fixture.desktop.keyring);
  const again = await fixture.start();
  const page = await again.app.firstWindow();
  await page.getByRole('heading', { name: words }).waitFor();
  await end(fixture.desktop.keyring);
  await fixture.warp(again, {});
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expectKept(fixture, again);
});
