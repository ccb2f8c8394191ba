// A copied access token leaves the clipboard again, as another X client sees it.
import { afterEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import { connect, startAppFixture, type RunningApp, type AppFixture } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;
afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

async function connected(on: AppFixture): Promise<RunningApp> {
  const app = await on.start();
  await connect(await app.app.firstWindow(), on.demoServer.refreshToken);
  return app;
}

/** How long a copy stays by default. */
const STAYS_MS = 2 * MINUTE_MS;

test('after its two minutes, by “Clear now”, and as it is set; not if somebody else has copied', async () => {
  fixture = await startAppFixture();
  const { desktop, clock } = fixture;
  const { clipboard } = desktop;
  const app = await connected(fixture);
  const page = await app.window();
  const copy = page.getByRole('button', { name: 'Copy access token' });
  const leaves = page.getByText('Leaves the clipboard by');
  const itsTimePasses = () => fixture?.warp(app, { at: clock.now() + STAYS_MS });

  await copy.click();
  await leaves.waitFor();
  expect(await clipboard.readText()).not.toBe('');
  await itsTimePasses();
  await leaves.waitFor({ state: 'detached' });
  expect(await clipboard.readText()).toBe('');

  await copy.click();
  await leaves.waitFor();
  await page.getByRole('button', { name: 'Clear now' }).click();
  await leaves.waitFor({ state: 'detached' });
  expect(await clipboard.readText()).toBe('');
  await itsTimePasses();

  await copy.click();
  await leaves.waitFor();
  await clipboard.writeText('mine');
  await itsTimePasses();
  await leaves.waitFor({ state: 'detached' });
  expect(await clipboard.readText()).toBe('mine');

  // Set never to be cleared it stays, and set again it goes.
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Never by itself' }).click();
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await copy.click();
  await page.getByText('Stays in the clipboard').waitFor();
  await itsTimePasses();
  expect(await clipboard.readText()).not.toBe('');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'After 30 s' }).click();
  await expect.poll(() => clipboard.readText()).toBe('');
});

test('a program that puts it back is told of once it has done so twice, and “Clear now” stays', async () => {
  fixture = await startAppFixture();
  const { desktop, clock } = fixture;
  const { clipboard } = desktop;
  const app = await connected(fixture);
  const page = await app.window();
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.getByText('Leaves the clipboard by').waitFor();
  const token = await clipboard.readText();
  // As a clipboard manager does that keeps the clipboard filled. The app's second lasts five, or a slow machine would
  // put it back too late.
  const putBack = async () => {
    await expect.poll(() => clipboard.readText()).toBe('');
    await clipboard.writeText(token);
  };
  await fixture.warp(app, { at: clock.now() + STAYS_MS, rate: 0.2 });
  await putBack();
  await putBack();
  await desktop.notifications?.waitFor('that it is back', ({ title }) => title === 'Back in the clipboard');
  expect(await clipboard.readText()).toBe(token);
  await page.getByText('Stays in the clipboard').waitFor();
  await page.getByRole('button', { name: 'Clear now' }).click();
  await page.getByText('Stays in the clipboard').waitFor({ state: 'detached' });
  expect(await clipboard.readText()).toBe('');
});

test('on quitting it is gone before the process is, and what others copied is not', async () => {
  fixture = await startAppFixture();
  const { desktop } = fixture;
  let app = await connected(fixture);
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText()).not.toBe('');
  // A clipboard manager would be handed what is there when the process ends, so that it has to be empty by then.
  await app.app.evaluate(({ app: electron, clipboard }) => {
    const exit = electron.exit.bind(electron);
    electron.exit = (code) => {
      console.log(`at the end: [${clipboard.readText() as unknown as string}]`);
      exit(code);
    };
  });
  const said = new Promise<string>((resolve) => {
    app.app.process().stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('at the end')) resolve(chunk.toString());
    });
  });
  await app.stop();
  expect(await said).toContain('at the end: []');

  app = await fixture.start();
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText()).not.toBe('');
  await desktop.clipboard.writeText('mine');
  await app.stop();
  expect(await desktop.clipboard.readText()).toBe('mine');
});
