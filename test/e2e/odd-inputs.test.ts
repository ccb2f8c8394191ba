// What comes from outside and is not as it should be: a server's texts, and files that somebody or something has changed.
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { connect, startWorld, type RunningApp, type World } from '../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** Ends a line, colours a terminal, turns the direction, and hides. */
const HOSTILE = 'Bos\u001b[31m\u202eton\u2066\r\n\u0000\u009bX\u200b\u{e0041}!';
const PLAIN = 'Bos [31m ton X !';
/** What no text from a server may have; tabs and line ends are the page’s and the formats’ own. */
const NOT_PLAIN = /(?![\t\r\n])\p{C}/u;
const TEXT = 'Boston is a city.';

test('a server that answers with control and bidi characters finds none of them in window, CSV or JSON', async () => {
  world = await startWorld();
  const { desktop, demoServer } = world;
  const app = await world.start();
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  const annotation = { start_index: 0, end_index: 6, ner_score: 0.5, ned_score: 0.5, ner_type: HOSTILE };
  const entity = { entity_label: HOSTILE, entity_type: HOSTILE, entity_kb_id: HOSTILE };
  const found = ['Boston', HOSTILE].map((text) => ({ ...annotation, ...entity, text }));
  const result = { knowledge_base: 'capiq', annotations: found, entity_relevance_scores: { [HOSTILE]: 0.9 } };
  const body = JSON.stringify({ status: 'success', results: [result] });
  const reply = { status: 200, headers: { 'content-type': 'application/json' }, body };
  demoServer.setFault({ kind: 'answer', reply }, 'GET /api/v1/annotations-async');

  await page.getByRole('button', { name: 'Try' }).click();
  await page.getByLabel('Text', { exact: true }).fill(TEXT);
  await page.getByRole('button', { name: 'Find entities' }).click();
  await page.getByText(PLAIN).first().waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(NOT_PLAIN);
  for (const [button, holds] of [
    ['CSV', PLAIN],
    ['JSON', `"entity_label": "${PLAIN}"`],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect.poll(() => desktop.clipboard.readText()).toContain(holds);
    const copied = await desktop.clipboard.readText();
    expect(copied).not.toMatch(NOT_PLAIN);
    expect(copied).not.toMatch(/\\u|\\r|\\n/u);
  }
});

test('files with absurd times and sizes break nothing: it starts, shows every page and stays quiet', async () => {
  world = await startWorld();
  const { desktop, demoServer } = world;
  let app = await world.start();
  await connect(await app.app.firstWindow(), demoServer.refreshToken);
  await app.stop();
  const path = join(app.userDataDir, 'settings.json');
  const settings = JSON.parse(await readFile(path, 'utf8')) as { week: object };
  const at = 8.64e15;
  const odd = {
    week: { ...settings.week, enteredAt: at, lastUsedAt: 1e300, snooze: { untilAt: 1e300 } },
    requests: { clickedAt: 1e300, ownRequests: [at, -1, 1e300], retryAfterAt: 1e300 },
    pause: { untilAt: 1e300 },
    windowBounds: { x: 1e300, y: -1e300, width: 1e300, height: at },
  };
  await writeFile(path, JSON.stringify({ ...settings, ...odd }));
  const lines = [0, at - 1, at].map((moment) => JSON.stringify({ at: moment, kind: 'resume' }));
  await appendFile(join(app.userDataDir, 'history.jsonl'), `${lines.join('\n')}\n`);

  app = await world.start();
  await desktop.tray.waitFor('the icon', () => true);
  const page = await app.window();
  for (const name of ['Activity', 'Try', 'Settings', 'Help', 'Token']) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText()).not.toBe('');
  const log = await readFile(join(app.userDataDir, 'logs', 'nerd-tray.log'), 'utf8');
  expect(log).not.toMatch(/surprise|settingsSetAside|processGone/u);
});

/** Presses a key with Ctrl in the window, as the system would: what Playwright presses, main is not shown. */
async function pressCtrl({ app }: RunningApp, keyCode: string): Promise<void> {
  await app.evaluate(({ BrowserWindow }, key) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    for (const type of ['keyDown', 'keyUp'] as const)
      contents?.sendInputEvent({ type, keyCode: key, modifiers: ['control'] });
  }, keyCode);
}

test('Ctrl with +, − and 0 zooms, and the next start remembers it', async () => {
  world = await startWorld();
  const zoom = (page: Page) => page.evaluate(() => window.devicePixelRatio);
  let app = await world.start();
  let page = await app.app.firstWindow();
  const usual = await zoom(page);
  await pressCtrl(app, '=');
  await expect.poll(() => zoom(page)).toBeGreaterThan(usual);
  await pressCtrl(app, '0');
  await expect.poll(() => zoom(page)).toBe(usual);
  await pressCtrl(app, '-');
  await expect.poll(() => zoom(page)).toBeLessThan(usual);
  const small = await zoom(page);
  await app.stop();

  app = await world.start();
  page = await app.app.firstWindow();
  await expect.poll(() => zoom(page)).toBe(small);
});
