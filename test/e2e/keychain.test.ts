// The keyring in trouble while the app lives, and back. The demo server takes the newest refresh token only, so that one
// that was not stored is lost with the next start. Each test goes on with the app that the one before has started.
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import type { Keyring } from '../support/desktop/keyring.ts';
import { saveEvidence } from '../support/evidence.ts';
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

let fixture: AppFixture;
let app: RunningApp;

beforeAll(async () => {
  fixture = await startAppFixture({ demoServer: { rotation: 'atOnce' } });
  app = await fixture.start();
  await connect(await app.app.firstWindow(), fixture.demoServer.refreshToken);
});

afterEach(() => saveEvidence(fixture.desktop));

afterAll(() => fixture.stop());

/** Opens the window of the app, which is connected, and tells which refresh token the keychain holds. */
async function connected(): Promise<{ readonly page: Page; readonly before: string | undefined }> {
  const page = await app.window();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  return { page, before: await storedToken(fixture) };
}

async function refresh(): Promise<void> {
  const asked = fixture.demoServer.requests.length;
  await fixture.warp(app, { at: fixture.clock.now() + TO_THE_NEXT_REFRESH_MS });
  await waitUntil('an answer', () => fixture.demoServer.requests[asked]?.status === 200 || undefined);
}

/** Started again it is connected, with nothing asked: the keychain had the newest refresh token. */
async function expectKept(): Promise<void> {
  await app.stop();
  app = await fixture.start();
  await fixture.desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  expect(fixture.desktop.notifications?.all()).toEqual([]);
}

test('a keyring that was restarted is used as ever, and nobody is told anything', async () => {
  const { page, before } = await connected();
  // The process that knows the old one.
  expect(await keychainProcesses(app)).toHaveLength(1);
  await fixture.desktop.keyring.kill();
  await fixture.desktop.keyring.start();
  await refresh();
  await expect.poll(() => storedToken(fixture)).not.toBe(before);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expectKept();
});

test.each<
  [name: string, words: RegExp, begin: (keyring: Keyring) => Promise<void>, end: (keyring: Keyring) => Promise<void>]
>([
  ['locked', /keyring is locked\. Unlock it/u, (keyring) => keyring.lock(), (keyring) => keyring.unlock()],
  ['gone', /offers no keychain .* then try again\./u, (keyring) => keyring.kill(), (keyring) => keyring.start()],
])(
  'a keyring that is %s while a new refresh token comes is told of; back, it takes the token at the next click on the tray',
  async (name, words, begin, end) => {
    const { page, before } = await connected();
    const { keyring, tray } = fixture.desktop;
    await begin(keyring);
    await refresh();
    await page.getByRole('heading', { name: 'Kept until you quit' }).waitFor();
    await page.getByText(words).first().waitFor();
    await page.screenshot(screenshotPath(`keychain-${name}-in-between`));
    await end(keyring);
    await tray.activate();
    await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
    expect(await storedToken(fixture)).not.toBe(before);
    await expectKept();
  },
);

test('a keyring that hangs is told of, and takes the new refresh token when it goes on, with no click', async () => {
  const { page, before } = await connected();
  fixture.desktop.keyring.freeze();
  await refresh();
  await page
    .getByText(/has not answered in time/u)
    .first()
    .waitFor();
  await page.screenshot(screenshotPath('keychain-hangs'));
  fixture.desktop.keyring.thaw();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect(await storedToken(fixture)).not.toBe(before);
  await expectKept();
});

test.each<
  [name: string, words: string, begin: (keyring: Keyring) => Promise<void>, end: (keyring: Keyring) => Promise<void>]
>([
  ['there', 'No keychain found', (keyring) => keyring.stop(), (keyring) => keyring.start()],
  ['unlocked', 'The keychain is locked', (keyring) => keyring.lock(), (keyring) => keyring.unlock()],
])('started before the keyring is %s, the app is connected by the next wake', async (_name, words, begin, end) => {
  await app.stop();
  await begin(fixture.desktop.keyring);
  app = await fixture.start();
  const page = await app.app.firstWindow();
  await page.getByRole('heading', { name: words }).waitFor();
  await end(fixture.desktop.keyring);
  await fixture.warp(app, {});
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expectKept();
});
