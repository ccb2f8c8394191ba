import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { searchFolders, searchStream, type Finding, type Secret } from '../support/secret-search.ts';
import { SHIPPED_ENTRY, startWorld, type RunningApp, type World } from '../support/world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** Everything the renderer's heap holds, as DevTools would save it. */
async function searchHeap(page: Page, secrets: readonly Secret[]): Promise<Finding[]> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: Buffer[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(Buffer.from(chunk)));
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot');
  await devtools.detach();
  expect(chunks.length).toBeGreaterThan(0);
  return searchStream('the window’s heap', chunks, secrets);
}

/** The command lines and environments of all processes of the app. */
async function searchProcesses({ userDataDir }: RunningApp, secrets: readonly Secret[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  let found = 0;
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/u.test(name))) {
    const [line, environment] = await Promise.all(
      ['cmdline', 'environ'].map((name) => readFile(`/proc/${id}/${name}`).catch(() => Buffer.alloc(0))),
    );
    if (line?.includes(userDataDir) !== true || environment === undefined) continue;
    found += 1;
    findings.push(...(await searchStream(`process ${id}`, [line, Buffer.from('\n'), environment], secrets)));
  }
  expect(found).toBeGreaterThan(0);
  return findings;
}

test('after the whole job, no file, no process and no heap holds a token', async () => {
  world = await startWorld();
  const { desktop, sandbox } = world;
  let app = await world.start({ entry: SHIPPED_ENTRY });
  let page = await app.app.firstWindow();
  const tokens: Secret[] = [{ name: 'refresh token', value: sandbox.refreshToken }];
  const readCopied = async (name: string): Promise<void> => {
    const value = await desktop.clipboard.readText();
    expect(value).toMatch(/^eyJ/u);
    tokens.push({ name, value });
  };

  // Connect, with a refused token before; copy from window and tray; fail; refresh; start again.
  const refused = 'refused-token-0123456789abcdef';
  tokens.push({ name: 'refused refresh token', value: refused });
  await desktop.clipboard.writeText(refused);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page
    .getByText(/NERD did not accept this refresh token/u)
    .first()
    .waitFor();
  await desktop.clipboard.writeText(sandbox.refreshToken);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · lasts/u)
    .first()
    .waitFor();
  await readCopied('first access token');
  sandbox.setFault({ kind: 'answer', reply: { status: 503, headers: {}, body: sandbox.refreshToken } });
  // Clicks ask at most once in five seconds, so the first may be too early.
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: 'Refresh now' }).first().click();
        return page.getByRole('heading', { name: 'NERD has trouble of its own' }).count();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(1);
  sandbox.setFault(undefined);
  expect(await searchHeap(page, tokens)).toEqual([]);
  expect(await searchProcesses(app, tokens)).toEqual([]);
  await page.close();
  await desktop.tray.clickMenu('Copy access token');
  await desktop.tray.waitFor('an icon', ({ icon }) => icon !== undefined);

  await app.stop();
  app = await world.start({ entry: SHIPPED_ENTRY });
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · lasts/u)
    .first()
    .waitFor();
  await readCopied('second access token');
  expect(await searchHeap(page, tokens)).toEqual([]);
  expect(await searchProcesses(app, tokens)).toEqual([]);

  // The desktop's whole folder: home with profile, log and cache, run, temp. The keyring's files are the keychain.
  const folders = [dirname(desktop.home), join(SHIPPED_ENTRY, 'out')];
  const isKeyring = (path: string) => path.includes('/keyrings/');
  const running = await searchFolders(folders, tokens, isKeyring);
  expect(running.findings).toEqual([]);
  expect(running.files).toBeGreaterThan(20);
  await app.stop();
  const quit = await searchFolders(folders, tokens, isKeyring);
  expect(quit.findings).toEqual([]);
});

test('the search sees what is planted in a file and in the window', async () => {
  world = await startWorld();
  const { desktop, sandbox } = world;
  const secrets: Secret[] = [{ name: 'refresh token', value: sandbox.refreshToken }];
  const app = await world.start({ entry: SHIPPED_ENTRY });
  const page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  expect(await searchHeap(page, secrets)).toEqual([]);
  await page.evaluate((token) => Object.assign(globalThis, { planted: `planted ${token}` }), sandbox.refreshToken);
  expect(await searchHeap(page, secrets)).not.toEqual([]);
  await writeFile(join(app.userDataDir, 'planted'), Buffer.from(`a${sandbox.refreshToken}`).toString('base64'));
  const { findings } = await searchFolders([dirname(desktop.home)], secrets, (path) => path.includes('/keyrings/'));
  expect(findings.map(({ place }) => place)).toContain(join(app.userDataDir, 'planted'));
});

test('a token typed into the field does not stay in the page', async () => {
  world = await startWorld();
  const { sandbox } = world;
  const app = await world.start({ entry: SHIPPED_ENTRY });
  const page = await app.app.firstWindow();
  await page.getByLabel('Or enter it yourself').fill(sandbox.refreshToken);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect(await page.content()).not.toContain(sandbox.refreshToken);
  expect(
    await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join('')),
  ).not.toContain(sandbox.refreshToken);
  await page.close();
  // With the window its renderer is gone, and what was in its memory.
  await expect
    .poll(() =>
      app.app.evaluate(({ app: electron }) => electron.getAppMetrics().filter(({ type }) => type === 'Tab').length),
    )
    .toBe(0);
});
