// What matters is seen in the window as it opens, and nothing is out of reach.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visibleWithoutScrolling } from '../support/page-harness/visible-part.ts';
import { startPageHarness, type PageHarness } from '../support/page-harness/harness.ts';
import { message } from '../support/page-harness/snapshots.ts';
import { SCROLLING_VIEWS } from '../support/page-harness/view-tests.ts';
import { PAGE_VIEWS, type PageView } from '../support/page-harness/views.ts';

/** The page of a new window. */
const WINDOW = { width: 380, height: 560 };

let harness: PageHarness;

beforeAll(async () => {
  harness = await startPageHarness();
  await harness.page.setViewportSize(WINDOW);
  await harness.page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await harness.stop();
});

function viewNamed(name: string): PageView {
  const view = PAGE_VIEWS.find((candidate) => candidate.name === name);
  if (view === undefined) throw new Error(`no view ${name}`);
  return view;
}

test('what has to be scrolled is listed, and nothing that is not there', () => {
  const names = PAGE_VIEWS.map(({ name }) => name);
  expect(Object.keys(SCROLLING_VIEWS).filter((name) => !names.includes(name))).toEqual([]);
});

test('the longest warning that is chosen from leaves all of it in the window', async () => {
  const view = viewNamed('warned-retrying');
  await harness.show(view);
  await harness.page.getByRole('button', { name: 'Later…' }).click();
  expect(await harness.page.evaluate(visibleWithoutScrolling)).toEqual({ hidden: [], scrolls: false });
});

test.each([
  ['the usual window', 380, 560],
  ['the lowest window', 380, 360],
  ['the usual window at 200 %', 190, 280],
])('in %s the menu of copy formats is seen whole', async (_name, width, height) => {
  const { page } = harness;
  await page.setViewportSize({ width, height });
  try {
    await harness.show(viewNamed('fine'));
    await page.getByRole('button', { name: 'Copy as' }).click();
    const boxes = await page.getByRole('menuitem').evaluateAll((items) =>
      items.map((item) => {
        const { top, right, bottom, left } = item.getBoundingClientRect();
        return top >= 0 && left >= 0 && right <= innerWidth && bottom <= innerHeight;
      }),
    );
    expect(boxes.length).toBeGreaterThan(0);
    expect(boxes).not.toContain(false);
    await page.keyboard.press('Escape');
  } finally {
    await page.setViewportSize(WINDOW);
  }
});

test('a page that comes to scroll keeps its place', async () => {
  const { page } = harness;
  await harness.show(viewNamed('fine'));
  const sides = () =>
    page.locator('h1').evaluate((heading) => {
      const { left, right } = heading.getBoundingClientRect();
      return [left, right];
    });
  const before = await sides();
  await page.evaluate(() => document.body.style.setProperty('padding-bottom', '400px'));
  expect(await page.evaluate(visibleWithoutScrolling)).toEqual({ hidden: [], scrolls: true });
  expect(await sides()).toEqual(before);
});

test('all that a note covers can be scrolled out from under it', async () => {
  const { page } = harness;
  await harness.show(viewNamed('copy-failed'));
  const forget = page.getByRole('button', { name: 'Forget…' });
  await page.mouse.move(190, 200);
  await page.mouse.wheel(0, 2000);
  const isFree = () =>
    forget.evaluate((button) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
    });
  await expect.poll(isFree).toBe(true);
});

test('a setting that is refused goes back to what holds', async () => {
  const { page } = harness;
  const { state } = viewNamed('settings');
  const changeSettings = { ok: false, message: message('problem', 'Not saved', 'The disk is full.') } as const;
  await harness.show({ ...viewNamed('settings'), state: { ...state, answers: { ...state.answers, changeSettings } } });
  const dark = page.getByRole('radio', { name: 'Dark' });
  await dark.click();
  await page.getByRole('alert').waitFor();
  await expect.poll(() => dark.isChecked()).toBe(false);
  expect(await page.getByRole('radio', { name: 'As the system' }).isChecked()).toBe(true);

  const tell = page.getByRole('checkbox', { name: 'Tell me when it has ended' });
  const before = await tell.isChecked();
  await tell.click();
  await expect.poll(() => tell.isChecked()).toBe(before);

  const from = page.getByRole('combobox', { name: 'From' });
  const hour = await from.inputValue();
  await from.selectOption('7');
  await expect.poll(() => from.inputValue()).toBe(hour);
});
