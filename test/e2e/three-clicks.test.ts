import { afterEach, expect, test } from 'vitest';
import { isAcceptedByNerd, startAppFixture, waitUntil, type AppFixture } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

test('from a copied refresh token to a copied access token in three clicks; the clipboard is read at the second', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  const { clipboard } = desktop;
  const { app } = await fixture.start();
  const first = await app.firstWindow();
  await first.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await first.close();
  await desktop.tray.waitFor('not connected', ({ tooltip }) => tooltip === 'NERD: not connected');
  await clipboard.writeText(demoServer.refreshToken);
  const before = clipboard.timesRequested();

  let clicks = 0;
  const click = <Result>(what: Promise<Result>): Promise<Result> => {
    clicks += 1;
    return what;
  };
  const opened = app.waitForEvent('window');
  await click(desktop.tray.activate());
  const page = await opened;
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await page.bringToFront();
  // All that the window does by itself has been done: it has drawn what main told it, twice over.
  await page.evaluate(() => window.nerd.snapshot());
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(clipboard.timesRequested()).toBe(before);

  await click(page.getByRole('button', { name: 'Paste and connect' }).click());
  await waitUntil('reading of the clipboard', () => (clipboard.timesRequested() > before ? true : undefined));
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await click(page.getByRole('button', { name: 'Copy access token' }).click());
  await page.getByRole('button', { name: /^Copied · valid for/u }).waitFor();
  expect(await isAcceptedByNerd(demoServer, await clipboard.readText())).toBe(true);
  expect(clicks).toBe(3);

  // Opened anew with real data: nothing has shifted under the eye.
  const reopened = app.waitForEvent('window');
  await page.close();
  await desktop.tray.activate();
  const again = await reopened;
  await again.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  const shifted = await again.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const entriesOf = (type: string) =>
      new Promise<readonly PerformanceEntry[]>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type, buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords())));
      });
    const shifts = (await entriesOf('layout-shift')) as readonly (PerformanceEntry & { readonly value: number })[];
    return shifts.map(({ value }) => value);
  });
  expect(shifted).toEqual([]);
});
