// Nothing jumps, nothing is said twice, nothing comes from elsewhere, and the page is small.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import { startPageHarness, type PageHarness } from '../support/page-harness/harness.ts';
import { waitForTwoFrames, recordShifts, recordAnnouncements } from '../support/page-harness/recorders.ts';
import { CONNECTED, ENDS_AT, message, MINUTE_MS, NOW } from '../support/page-harness/snapshots.ts';
import { PAGE_VIEWS } from '../support/page-harness/views.ts';

/** All scripts and styles of the window, compressed. */
const BUDGET_BYTES = 120_000;

let harness: PageHarness;
const requested: string[] = [];

beforeAll(async () => {
  harness = await startPageHarness();
  const { page } = harness;
  await page.addInitScript(recordShifts);
  await page.addInitScript(recordAnnouncements);
  page.on('request', (request) => requested.push(request.url()));
});

afterAll(async () => {
  await harness.stop();
});

const shifts = () => harness.page.evaluate(() => window.shifts);
test('a shift would be seen', async () => {
  await harness.open({ name: 'fine', snapshot: CONNECTED });
  await waitForTwoFrames(harness.page);
  await harness.page.evaluate(() => document.body.style.setProperty('padding-top', '100px'));
  await waitForTwoFrames(harness.page);
  expect(await shifts()).not.toEqual([]);
});

test.each([
  ['42 min', ENDS_AT],
  ['10 min', NOW + 10.5 * MINUTE_MS],
  ['1 h', NOW + 60.5 * MINUTE_MS],
  ['1 min', NOW + 1.5 * MINUTE_MS],
  ['under 1 min', NOW + 30_000],
])('nothing shifts when the minute after “%s” comes', async (words, expiresAt) => {
  const { page } = harness;
  await page.clock.install();
  await harness.open({
    name: 'ticking',
    snapshot: { ...CONNECTED, session: { kind: 'active', expiresAt, refreshAt: expiresAt } },
  });
  const ring = page.getByRole('group', { name: 'Access token' });
  const before = await ring.textContent();
  expect(before).toContain(` ${words} `);
  await page.clock.runFor(MINUTE_MS);
  await expect.poll(() => ring.textContent()).not.toBe(before);
  await waitForTwoFrames(harness.page);
  expect(await shifts()).toEqual([]);
});

const spoken = async () => {
  await waitForTwoFrames(harness.page);
  return await harness.page.evaluate(() => window.spoken.splice(0));
};

test('what changes is said once, and a routine refresh is not worth a word', async () => {
  const { page } = harness;
  await harness.open({ name: 'fine', snapshot: CONNECTED });
  expect(await spoken()).toEqual([]);
  let revision = 1;
  const push = async (change: Partial<AppSnapshot>) => {
    const next: AppSnapshot = { ...CONNECTED, ...change, revision: (revision += 1) };
    await page.evaluate((snapshot) => window.fakeMain.push(snapshot), next);
    return spoken();
  };
  const trouble = message('attention', 'NERD cannot be reached', 'Your access token works until 11:00.');
  const refreshing = message('busy', 'Refreshing', 'Your access token works until 11:00.');
  expect(await push({ copied: { expiresAt: ENDS_AT } })).toEqual(['Copied · valid for 42 min.']);
  expect(await push({ copied: { expiresAt: ENDS_AT } })).toEqual([]);
  expect(await push({})).toEqual([]);
  expect(await push({ copied: { expiresAt: ENDS_AT } })).toEqual(['Copied · valid for 42 min.']);
  await push({});
  expect(await push({ message: refreshing, session: { kind: 'refreshing', expiresAt: ENDS_AT } })).toEqual([]);
  expect(await push({})).toEqual([]);
  expect(await push({ message: trouble })).toEqual(['NERD cannot be reached. Your access token works until 11:00.']);
  expect(await push({ message: trouble, now: NOW + MINUTE_MS })).toEqual([]);
  expect(await push({})).toEqual([`Everything is fine. ${CONNECTED.message.sentence}`]);
  const warning = message('attention', 'Your refresh token may end in 23 h', 'It may end Saturday 09:30.');
  expect(await push({ warning })).toEqual(['Your refresh token may end in 23 h. It may end Saturday 09:30.']);
  expect(await push({ warning: { ...warning, title: 'Your refresh token may end in 22 h' } })).toEqual([]);
});

test('a failure is said once, by the alert that shows it', async () => {
  const { page } = harness;
  const view = PAGE_VIEWS.find(({ name }) => name === 'copy-failed');
  if (view === undefined) throw new Error('no view copy-failed');
  await harness.show(view);
  const said = await spoken();
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^Not copied ?The clipboard did not take/u);
  await page.getByRole('button', { name: 'Copy access token' }).click();
  expect(await spoken()).toHaveLength(1);
});

test('a mistake of main’s is shown, whatever was asked', async () => {
  const { page } = harness;
  const mistake = {
    ok: false,
    reason: 'unexpected',
    message: message('problem', 'Something went wrong', 'So.'),
  } as const;
  await harness.open({ name: 'fine', snapshot: CONNECTED, answers: { copyAccessToken: mistake } });
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.getByRole('alert').getByRole('heading', { name: 'Something went wrong' }).waitFor();
});

test('what stands still moves where nobody asked for less motion', async () => {
  const { page } = harness;
  const view = PAGE_VIEWS.find(({ name }) => name === 'refreshing');
  if (view === undefined) throw new Error('no view refreshing');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await harness.show(view);
  expect(await page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
});

test('all that the page asks for is its own', () => {
  expect(requested.length).toBeGreaterThan(10);
  expect(requested.filter((url) => !url.startsWith(harness.url))).toEqual([]);
});

test('the window opens with one script; a page that few need brings its own', async () => {
  const { page } = harness;
  const scripts = () => requested.flatMap((url) => (url.endsWith('.js') ? [url.slice(harness.url.length)] : []));
  requested.splice(0);
  await harness.open({ name: 'fine', snapshot: CONNECTED });
  expect(scripts()).toEqual(['index.js']);
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByLabel('Text', { exact: true }).waitFor();
  expect(scripts()).toEqual(['index.js', 'AnnotationForm.js']);
});

test(`scripts and styles are at most ${BUDGET_BYTES / 1000} KB, compressed`, async () => {
  const names = (await readdir('out/renderer')).filter((name) => /\.(?:js|css)$/u.test(name));
  // Two are loaded when their pages are first shown.
  expect(names.sort()).toEqual(['TokenCheck.js', 'AnnotationForm.js', 'index.js', 'style.css'].sort());
  const files = await Promise.all(names.map((name) => readFile(join('out/renderer', name))));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  console.log(`The window's scripts and styles: ${(bytes / 1000).toFixed(1)} KB of ${BUDGET_BYTES / 1000} KB`);
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
});
