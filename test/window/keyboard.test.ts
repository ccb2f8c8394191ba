import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPageHarness, type PageHarness } from '../support/page-harness/harness.ts';
import { PAGE_VIEWS } from '../support/page-harness/views.ts';

let harness: PageHarness;

beforeAll(async () => {
  harness = await startPageHarness();
  await harness.page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await harness.stop();
});

test.each([
  ['fine', 'Forget…', 'Cancel'],
  ['demo', 'Leave demo…', 'Stay'],
])(
  'in “%s”, the dialog of %s starts at %s, and Escape leads back to where it came from',
  async (name, opener, first) => {
    const { page } = harness;
    const view = PAGE_VIEWS.find((candidate) => candidate.name === name);
    if (view === undefined) throw new Error(`no view ${name}`);
    await harness.show(view);
    const focusedText = () => page.evaluate(() => document.activeElement?.textContent.trim());
    await page.getByRole('button', { name: opener }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await focusedText()).toBe(first);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focusedText()).toBe(opener);
    expect(await page.evaluate(() => window.fakeMain.commandKinds)).not.toContain('forget');
  },
);

test('another page is read from its heading on', async () => {
  const { page } = harness;
  const view = PAGE_VIEWS.find(({ name }) => name === 'fine');
  if (view === undefined) throw new Error('no view fine');
  await harness.show(view);
  for (const [name, title] of [
    ['Settings', 'Settings'],
    ['Help', 'About NERD Tray'],
    ['Activity', 'Activity'],
    ['Token', 'Everything is fine'],
  ] as const) {
    const button = page.getByRole('navigation').getByRole('button', { name });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent.trim())).toBe(title);
    expect(await button.getAttribute('aria-current')).toBe('page');
    expect(await page.locator('[aria-current]').count()).toBe(1);
  }
});

test('the menu of copy formats is led through by the arrows, copies once, and changes nothing', async () => {
  const { page } = harness;
  const view = PAGE_VIEWS.find(({ name }) => name === 'fine');
  if (view === undefined) throw new Error('no view fine');
  await harness.show(view);
  const focusedText = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent.trim(),
    );
  const opener = page.getByRole('button', { name: 'Copy as' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect.poll(focusedText).toBe('Access token');
  expect(await opener.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('ArrowUp');
  expect(await focusedText()).toBe('.env line');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await focusedText()).toBe('HTTP header');
  await page.keyboard.press('Escape');
  await expect.poll(focusedText).toBe('Copy as');
  expect(await opener.getAttribute('aria-expanded')).toBe('false');

  await page.keyboard.press('Enter');
  await expect.poll(focusedText).toBe('Access token');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => window.fakeMain.commandKinds)).toContain('copyAccessToken');
  expect(await page.evaluate(() => window.fakeMain.commandKinds)).not.toContain('changeSettings');
  expect(await focusedText()).toBe('Copy as');
});
