import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommandLine } from '../support/command-line.ts';
import { SEARCHABLE, searchApp, searchFiles, searchHeap } from '../support/app-search.ts';
import { basicCredentials, startProxy, type TestProxy } from '../support/proxy.ts';
import type { Secret } from '../support/secret-search.ts';
import { createAuthority } from '../support/self-signed.ts';
import { trustAuthority } from '../support/trust.ts';
import { SHIPPED_ENTRY, startAppFixture, TEST_ENTRY, waitUntil, type AppFixture } from '../support/app-fixture.ts';

const NAME = 'grace.hopper';
const PASSWORD = 'cobol-of-the-proxy-1959';
const WRONG = 'fortran-of-the-proxy-1957';
const SECRETS: readonly Secret[] = [
  { name: 'password', value: PASSWORD },
  { name: 'wrong password', value: WRONG },
  { name: 'what is sent', value: basicCredentials(NAME, PASSWORD) },
];

const ENV = { NERD_TRAY_NERD_URL: 'https://nerd.example.com', TZ: 'UTC' };

let fixture: AppFixture;
let proxy: TestProxy;

beforeEach(async () => {
  fixture = await startAppFixture();
  const authority = createAuthority('Navy Inspection CA');
  await trustAuthority(fixture.desktop, authority);
  const user = { scheme: 'basic', name: NAME, password: PASSWORD } as const;
  proxy = await startProxy({ authority, to: fixture.demoServer.url, user });
});

afterEach(async () => {
  await fixture.stop();
  await proxy.stop();
});

const start = (options: { readonly entry?: string } = {}) =>
  fixture.start({
    ...SEARCHABLE,
    ...options,
    args: [...SEARCHABLE.args, `--proxy-server=127.0.0.1:${proxy.port}`],
    env: ENV,
  });
const status = async (...args: string[]) => {
  const { out } = await runCommandLine(fixture.desktop, args, { entry: SHIPPED_ENTRY, env: ENV });
  return out;
};
const seen = (page: Page, heading: string) => page.getByRole('heading', { name: heading }).waitFor();
const asks = (page: Page) => seen(page, 'The proxy wants a password');

async function paste(page: Page): Promise<void> {
  await fixture.desktop.clipboard.writeText(fixture.demoServer.refreshToken);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
}

async function answer(page: Page, password: string): Promise<void> {
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').pressSequentially(password);
  await page.keyboard.press('Enter');
}

test('asked for once, kept in the keychain and nowhere else, and forgotten on a click', async () => {
  let app = await start();
  let page = await app.app.firstWindow();
  await paste(page);
  await asks(page);
  await page.getByText(`127.0.0.1:${proxy.port}`, { exact: true }).waitFor();
  await page.getByText('“office”').waitFor();
  await fixture.desktop.tray.waitFor('the proxy', ({ tooltip }) => tooltip.includes('wants a password'));
  expect(JSON.parse(await status('--status=json'))).toMatchObject({
    working: false,
    proxyAsks: `127.0.0.1:${proxy.port}`,
    title: 'The proxy wants a password',
  });

  await answer(page, WRONG);
  await page.getByRole('alert').getByText('did not accept').waitFor();
  expect(proxy.credentials).toEqual([basicCredentials(NAME, WRONG)]);
  expect(await page.getByLabel('Password').inputValue()).toBe('');
  expect(await status('--status')).toMatch(
    /did not accept the name and password\. nerd-tray --show opens the window\.\s*$/u,
  );
  await answer(page, PASSWORD);
  await seen(page, 'Everything is fine');
  expect(await page.content()).not.toContain(PASSWORD);
  expect(await searchHeap(page, SECRETS)).toEqual([]);
  expect(await searchApp(app, SECRETS)).toEqual([]);
  expect(await searchFiles(fixture, app, SECRETS)).toEqual([]);

  await app.stop();
  app = await start();
  await fixture.desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();
  await seen(page, 'Everything is fine');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByText(`Kept for 127.0.0.1:${proxy.port}, and sent to no other.`).waitFor();
  await page.getByRole('button', { name: 'Forget the proxy’s password' }).click();
  await expect.poll(() => page.getByText('Kept for').count()).toBe(0);

  await app.stop();
  const before = proxy.credentials.length;
  app = await start();
  await fixture.desktop.tray.waitFor('the proxy', ({ tooltip }) => tooltip.includes('wants a password'));
  expect(proxy.credentials.slice(before)).toEqual([]);
  const opened = app.app.waitForEvent('window');
  await fixture.desktop.tray.clickMenu('Enter the proxy’s password…');
  await asks(await opened);
  expect(await searchFiles(fixture, app, SECRETS)).toEqual([]);
});

test('when the proxy takes it no longer, tray and notification say so, and it is sent no second time', async () => {
  let app = await start();
  let page = await app.app.firstWindow();
  await paste(page);
  await asks(page);
  await answer(page, PASSWORD);
  await seen(page, 'Everything is fine');
  await app.stop();

  proxy.setUser({ scheme: 'basic', name: NAME, password: 'changed' });
  const before = proxy.credentials.length;
  app = await start({ entry: TEST_ENTRY });
  const { notifications, tray } = fixture.desktop;
  const notice = await notifications?.waitFor(
    'word of the proxy',
    ({ title }) => title === 'The proxy did not accept the password',
  );
  await tray.waitFor('the proxy', ({ tooltip }) => tooltip.includes('did not accept the password'));
  // Tried again by itself, it asks without a password.
  const asked = proxy.requestedTunnels.length;
  await fixture.warp(app, { at: fixture.clock.now() + 60_000 });
  await waitUntil('another try', () => (proxy.requestedTunnels.length > asked ? true : undefined));
  expect(proxy.credentials.slice(before)).toEqual([basicCredentials(NAME, PASSWORD)]);

  const opened = app.app.waitForEvent('window');
  notifications?.click(notice?.id ?? 0);
  page = await opened;
  await asks(page);
  await page.getByRole('alert').getByText('did not accept').waitFor();
  await answer(page, 'changed');
  await seen(page, 'Everything is fine');
});

test('a password that went by Digest does not go by Basic after a new start, until it is entered again', async () => {
  proxy.setUser({ scheme: 'digest', name: NAME, password: PASSWORD });
  let app = await start();
  let page = await app.app.firstWindow();
  await paste(page);
  await asks(page);
  await answer(page, PASSWORD);
  await seen(page, 'Everything is fine');
  await app.stop();

  proxy.setUser({ scheme: 'basic', name: NAME, password: PASSWORD });
  const before = proxy.credentials.length;
  app = await start({ entry: TEST_ENTRY });
  const title = 'The proxy asks less securely than before';
  const notice = await fixture.desktop.notifications?.waitFor('word of the proxy', (shown) => shown.title === title);
  expect(notice?.body).toContain('NERD Tray won’t send it unless you enter it again');
  // Tried again by itself, it still sends nothing.
  const asked = proxy.requestedTunnels.length;
  await fixture.warp(app, { at: fixture.clock.now() + 60_000 });
  await waitUntil('another try', () => (proxy.requestedTunnels.length > asked ? true : undefined));
  expect(proxy.credentials.slice(before)).toEqual([]);

  const opened = app.app.waitForEvent('window');
  fixture.desktop.notifications?.click(notice?.id ?? 0);
  page = await opened;
  await seen(page, title);
  await answer(page, PASSWORD);
  await seen(page, 'Everything is fine');
  expect(proxy.credentials.slice(before)).toEqual([basicCredentials(NAME, PASSWORD)]);
});
