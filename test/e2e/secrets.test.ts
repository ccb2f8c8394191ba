import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import { keychainProcesses } from '../support/keychain-processes.ts';
import { searchMemory } from '../support/process-memory.ts';
import { searchProcesses } from '../support/process-search.ts';
import { SEARCHABLE, searchApp, searchFiles, searchHeap } from '../support/app-search.ts';
import type { Finding, Secret } from '../support/secret-search.ts';
import { connect, startAppFixture, TEST_ENTRY, type AppFixture } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

async function seen(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading }).waitFor();
}

/** Asks for a refresh until the answer shows: a click asks at most once in five seconds. */
async function refreshUntil(page: Page, heading: string): Promise<void> {
  const shown = page.getByRole('heading', { name: heading });
  const look = async () => {
    // The answer may come at any moment, and with it the button's other name.
    if ((await shown.count()) === 0)
      await page
        .getByRole('button', { name: /^(?:Refresh|Try) now$/u })
        .first()
        .click();
    return shown.count();
  };
  await expect.poll(look, { interval: 500 }).toBe(1);
}

test('after the whole job, no file, no process and no heap holds a token', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer, clock } = fixture;
  let app = await fixture.start(SEARCHABLE);
  let page = await app.app.firstWindow();
  const tokens: Secret[] = [{ name: 'refresh token', value: demoServer.refreshToken }];

  const paste = async (value: string): Promise<void> => {
    await desktop.clipboard.writeText(value);
    await page.getByRole('button', { name: 'Paste and connect' }).click();
  };
  /** Takes the copied access token into the search. */
  const copied = async (name: string, copy: () => Promise<void>): Promise<void> => {
    await desktop.clipboard.writeText('something else');
    await copy();
    await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
    tokens.push({ name, value: await desktop.clipboard.readText() });
  };
  const copyInWindow = () => page.getByRole('button', { name: 'Copy access token' }).click();

  // Connect, with a refused token before; copy from window and tray; an answer that fails and repeats the token.
  const refused = 'refused-token-0123456789abcdef';
  tokens.push({ name: 'refused refresh token', value: refused });
  await paste(refused);
  await page
    .getByText(/NERD did not accept this refresh token/u)
    .first()
    .waitFor();
  await paste(demoServer.refreshToken);
  await seen(page, 'Everything is fine');
  await copied('access token from the window', copyInWindow);
  demoServer.setFault({ kind: 'answer', reply: { status: 503, headers: {}, body: demoServer.refreshToken } });
  await refreshUntil(page, 'NERD has trouble of its own');
  demoServer.setFault(undefined);
  expect(await searchHeap(page, tokens)).toEqual([]);
  expect(await searchApp(app, tokens)).toEqual([]);
  await page.close();
  await copied('access token from the tray', () => desktop.tray.clickMenu('Copy access token'));

  // Start again, from the keychain.
  await app.stop();
  app = await fixture.start(SEARCHABLE);
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();
  await seen(page, 'Everything is fine');
  await copied('access token after the restart', copyInWindow);

  // The week ends: a refusal is asked once more after a minute, before it is believed, so this clock can jump.
  await app.stop();
  app = await fixture.start({ ...SEARCHABLE, entry: TEST_ENTRY });
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();
  demoServer.endRefreshToken(demoServer.refreshToken);
  await fixture.warp(app, { at: clock.now() + 51 * MINUTE_MS });
  await seen(page, 'NERD said no, once');
  await fixture.warp(app, { at: clock.now() + 2 * MINUTE_MS });
  const enterAnother = page.getByRole('button', { name: 'Enter a new refresh token' });
  await enterAnother.waitFor();
  expect(await searchHeap(page, tokens)).toEqual([]);
  const next = demoServer.issueRefreshToken();
  tokens.push({ name: 'next refresh token', value: next });
  // By the field this time.
  await enterAnother.click();
  await page.getByLabel('Or enter it yourself').pressSequentially(next);
  await page.keyboard.press('Enter');
  await seen(page, 'Everything is fine');
  await copied('access token of the next week', copyInWindow);

  expect(await searchHeap(page, tokens)).toEqual([]);
  expect(await searchApp(app, tokens)).toEqual([]);
  expect(await searchFiles(fixture, app, tokens)).toEqual([]);
  await app.stop();
  expect(await searchFiles(fixture, app, tokens)).toEqual([]);
});

test('in each state and on each page, the window’s heap holds no token', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  const app = await fixture.start(SEARCHABLE);
  const page = await app.app.firstWindow();
  const tokens: Secret[] = [{ name: 'refresh token', value: demoServer.refreshToken }];
  const found: Record<string, readonly Finding[]> = {};
  const search = async (state: string): Promise<void> => {
    found[state] = await searchHeap(page, tokens);
  };

  await search('signed out');
  await desktop.clipboard.writeText(demoServer.refreshToken);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await seen(page, 'Everything is fine');
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
  tokens.push({ name: 'access token', value: await desktop.clipboard.readText() });
  await search('connected');
  for (const name of ['Activity', 'Try', 'Settings', 'Help']) {
    await page.getByRole('button', { name, exact: true }).click();
    await search(name);
  }
  await page.getByRole('button', { name: 'Check the token…' }).click();
  await page.getByRole('button', { name: 'Test this token' }).click();
  await page.getByText('ada@example.com').waitFor();
  await page.getByRole('button', { name: 'Look inside' }).click();
  await page.getByText('What the token says').waitFor();
  await search('Check');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Diagnostics…' }).click();
  await page.getByRole('button', { name: 'Copy diagnostics' }).waitFor();
  await search('Diagnostics');
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await page.getByRole('button', { name: 'Replace token…' }).click();
  await seen(page, 'Replace the refresh token');
  await search('renew');
  await page.getByRole('button', { name: 'Token', exact: true }).click();

  demoServer.setFault({ kind: 'answer', reply: { status: 503, headers: {}, body: demoServer.refreshToken } });
  await refreshUntil(page, 'NERD has trouble of its own');
  await search('retrying');
  await desktop.tray.clickMenu('Until I resume');
  await seen(page, 'Paused');
  await search('paused');
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
  await seen(page, 'Connect to NERD');
  await search('forgotten');
  expect(Object.values(found).flat()).toEqual([]);
  expect(Object.keys(found)).toHaveLength(12);
});

test('the search sees what is planted in a file, in a process and in the window', async () => {
  fixture = await startAppFixture();
  const { demoServer } = fixture;
  const token = demoServer.refreshToken;
  const secrets: Secret[] = [{ name: 'refresh token', value: token }];
  // One of its own for the processes: Electron shows the environment to the preload, and so to the heap.
  const given = 'given-token-0123456789abcdef';
  const args = [...SEARCHABLE.args, `--planted=${given}`];
  const app = await fixture.start({ ...SEARCHABLE, args, env: { PLANTED: given } });
  const page = await app.app.firstWindow();
  await seen(page, 'Connect to NERD');
  const places = (await searchApp(app, [{ name: 'given token', value: given }])).map(({ place }) => place);
  expect(places).toEqual(expect.arrayContaining(['environment of main', `process ${app.app.process().pid}`]));

  // Far behind in a long text, as a token in a snapshot of the state would be.
  const planted = `${'planted '.repeat(1000)}${token}`;
  expect(await searchHeap(page, secrets)).toEqual([]);
  await page.evaluate((text) => Object.assign(globalThis, { planted: text }), planted);
  expect(await searchHeap(page, secrets)).not.toEqual([]);

  expect(await searchFiles(fixture, app, secrets)).toEqual([]);
  const file = join(app.userDataDir, 'planted');
  await writeFile(file, Buffer.from(`a${token}`).toString('base64'));
  expect((await searchFiles(fixture, app, secrets)).map(({ place }) => place)).toEqual([file]);
});

test('a token typed into the field does not stay in the page, and goes with its window', async () => {
  fixture = await startAppFixture();
  const { demoServer } = fixture;
  const secrets: Secret[] = [{ name: 'refresh token', value: demoServer.refreshToken }];
  const app = await fixture.start(SEARCHABLE);
  const page = await app.app.firstWindow();
  const field = page.getByLabel('Or enter it yourself');
  await field.pressSequentially(demoServer.refreshToken);
  expect(await field.inputValue()).toBe(demoServer.refreshToken);
  await page.keyboard.press('Enter');
  await seen(page, 'Everything is fine');
  expect(await page.content()).not.toContain(demoServer.refreshToken);
  expect(await searchHeap(page, secrets)).toEqual([]);
  expect(await searchFiles(fixture, app, secrets)).toEqual([]);
  await page.close();
  // The heap is not all of the renderer's memory: what was typed lies about in the rest. With the window it is gone.
  const renderers = () =>
    app.app.evaluate(({ app: electron }) => electron.getAppMetrics().filter(({ type }) => type === 'Tab').length);
  await expect.poll(renderers).toBe(0);
});

test('the keychain’s process knows nothing of main’s environment, and holds the token no longer than it is needed', async () => {
  fixture = await startAppFixture();
  const { demoServer } = fixture;
  const token = { name: 'refresh token', value: demoServer.refreshToken };
  const given = { name: 'given token', value: 'given-token-0123456789abcdef' };
  const app = await fixture.start({ ...SEARCHABLE, env: { PLANTED: given.value } });
  await connect(await app.app.firstWindow(), demoServer.refreshToken);
  const [id = 0, ...others] = await keychainProcesses(app);
  expect(others).toEqual([]);
  // It has just stored the token, so it is there, and the search sees it; main's environment is not.
  const { findings } = await searchProcesses(id, [token, given]);
  expect(findings).toEqual([]);
  const found = await searchMemory(id, [token, given]);
  expect(new Set(found.map(({ secret }) => secret))).toEqual(new Set([token.name]));
  await expect.poll(() => keychainProcesses(app), { interval: 200 }).toEqual([]);
});
