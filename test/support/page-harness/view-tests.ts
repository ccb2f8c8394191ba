import axe, { type Result, type RunOptions } from 'axe-core';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inEachAppearance } from '../gallery/take-pictures.ts';
import { APPEARANCES } from '../gallery/appearances.ts';
import { evidencePath, hasFailed } from '../evidence.ts';
import { overflowProblems, invisibleGraphics } from './layout-problems.ts';
import { startPageHarness, type PageHarness } from './harness.ts';
import { visibleWithoutScrolling } from './visible-part.ts';
import { waitForTwoFrames, recordShifts } from './recorders.ts';
import { numberStops, whereFocusIs } from './tab-stops.ts';
import { lowContrastText } from './text-contrast.ts';
import { PAGE_VIEWS, type PageView } from './views.ts';

/** The page of a new window. */
const WINDOW = { width: 380, height: 560 };

/** The views that have to be scrolled, beside those of Activity, Settings and Try, each with the reason. */
export const SCROLLING_VIEWS: Readonly<Record<string, string>> = {
  'copies-python': 'the user has opened the preview',
  'copy-here': 'there is room to scroll out what the note covers',
  'copy-failed': 'there is room to scroll out what the note covers',
  'help-development': 'a build that is no release says so, on a line of its own',
  'key-pair-waiting': 'what is to be done until the Client ID comes stands below',
  'key-pair-discard': 'the same, under the dialog',
  'diagnostics-not-copied': 'there is room to scroll out what the note covers',
};

/** The views in which a note covers the first thing to do, and offers it itself. */
const OFFERED_BY_NOTE = ['copy-here'];

/** The rules that axe-core checks by default, with the one for the size of what is pressed. */
const ALL: RunOptions = { rules: { 'target-size': { enabled: true } } };
/** The rules whose outcome depends on the theme. */
const COLORS: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };

const TREES = join(import.meta.dirname, '..', '..', 'window', 'aria');

/**
 * Tests all that every view has to hold, for the views whose place in the list leaves `part` when divided by `parts`. Each
 * view is loaded once for all of its tests, which leave it as they found it, but for the last.
 */
export function testViews(part: number, parts: number): void {
  let harness: PageHarness;

  beforeAll(async () => {
    harness = await startPageHarness();
    await harness.page.addInitScript(recordShifts);
  });

  afterAll(async () => {
    await harness.stop();
  });

  describe.each(PAGE_VIEWS.filter((_view, index) => index % parts === part))('$name', (view) => {
    let shiftsWhileLoading: readonly unknown[];

    beforeAll(async () => {
      const { page } = harness;
      await page.setViewportSize(WINDOW);
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none' });
      await harness.open(view.state);
      await waitForTwoFrames(page);
      shiftsWhileLoading = await page.evaluate(() => window.shifts);
      await harness.navigate(view);
    });

    afterEach(async () => {
      if (!hasFailed()) return;
      const path = await evidencePath('.png');
      await harness.page.screenshot({ path });
      console.log(`The page when it failed: ${path}`);
    });

    test('nothing shifts while it loads', () => expect(shiftsWhileLoading).toEqual([]));
    test('heading, sentence and the first thing to do are seen', () => firstIsSeen(harness, view));
    test('it fits, stands still, and keeps its graphics', () => fits(harness));
    test('nothing is held against it, and it reads as its stored tree', () => isAccessible(harness, view));
    // This test is the last, since it moves the focus.
    test('Tab leads once through all of it in reading order, seen at each stop', () => isWalkedByTab(harness));
  });
}

async function firstIsSeen({ page }: PageHarness, view: PageView): Promise<void> {
  // The clicks may have scrolled to a setting or to a result; the other views are seen as they open.
  if (view.group === 'Settings' || view.group === 'Try') await page.evaluate(() => scrollTo(0, 0));
  const { hidden, scrolls } = await page.evaluate(visibleWithoutScrolling);
  expect(hidden).toEqual(OFFERED_BY_NOTE.includes(view.name) ? ['Copy access token'] : []);
  // The length of these views depends on what they tell.
  if (['Settings', 'Activity', 'Try'].includes(view.group)) return;
  expect(scrolls).toBe(view.name in SCROLLING_VIEWS);
}

/** Tests the view in each look. */
async function fits({ page }: PageHarness): Promise<void> {
  let looks = 0;
  await inEachAppearance(page, async ({ theme, size }) => {
    const found = await page.evaluate(overflowProblems);
    if (theme === 'forced') found.push(...(await page.evaluate(invisibleGraphics)));
    const moving = await page.evaluate(() => document.getAnimations().length);
    expect({ theme, size: size.name, found, moving }).toEqual({ theme, size: size.name, found: [], moving: 0 });
    looks += 1;
  });
  expect(looks).toBe(APPEARANCES.length);
}

async function isAccessible({ page }: PageHarness, view: PageView): Promise<void> {
  await page.setViewportSize(WINDOW);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.evaluate(axe.source);
  for (const [colorScheme, options] of [
    ['light', ALL],
    ['dark', COLORS],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page, options)).toEqual([]);
    expect(await page.evaluate(lowContrastText)).toEqual([]);
  }
  const tree = await page.locator('body').ariaSnapshot();
  await expect(`${tree}\n`).toMatchFileSnapshot(join(TREES, `${view.name}.aria`));
}

/** Gives what axe-core finds wrong with the page as it is now, one line for each element. */
async function violations(page: PageHarness['page'], options: RunOptions): Promise<readonly string[]> {
  const found = await page.evaluate(
    async (run): Promise<readonly Result[]> => {
      const results = await (window as unknown as { axe: typeof axe }).axe.run(run);
      return results.violations;
    },
    { ...options, resultTypes: ['violations'] } satisfies RunOptions,
  );
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

async function isWalkedByTab({ page }: PageHarness): Promise<void> {
  const names = await page.evaluate(numberStops);
  expect(names.filter((name) => name === '')).toEqual([]);
  await page.evaluate(() => {
    // The walk begins at the top of the page, wherever the clicks have led.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const inDialog = (await page.getByRole('dialog').count()) > 0;
  const walked: string[] = [];
  const troubles: string[] = [];
  let stop = -1;
  while (walked.length < names.length) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(whereFocusIs);
    stop = focused.stop;
    walked.push(names[stop] ?? 'nothing');
    troubles.push(...focused.problems.map((problem) => `${names[stop]} ${problem}`));
  }
  // In an open dialog the walk begins where its opening has put the focus.
  expect(inDialog ? [...walked].sort() : walked).toEqual(inDialog ? [...names].sort() : names);
  expect(troubles).toEqual([]);

  // There is no trap either: Shift+Tab leads back, and Tab leads on from the last stop.
  if (names.length < 2) return;
  await page.keyboard.press('Shift+Tab');
  expect((await page.evaluate(whereFocusIs)).stop).toBe((stop + names.length - 1) % names.length);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect((await page.evaluate(whereFocusIs)).stop).not.toBe(stop);
}
