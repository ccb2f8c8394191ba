import axe, { type Result, type RunOptions } from 'axe-core';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPageHarness, type PageHarness } from '../support/page-harness/harness.ts';
import { PAGE_VIEWS } from '../support/page-harness/views.ts';
import { faintText } from '../support/page-harness/text-contrast.ts';

let harness: PageHarness;

beforeAll(async () => {
  harness = await startPageHarness();
});

afterAll(async () => {
  await harness.stop();
});

/** All that axe-core looks for by default, and the size of what is pressed. */
const ALL: RunOptions = { rules: { 'target-size': { enabled: true } } };
/** What depends on the theme. */
const COLOURS: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };

/** What axe-core holds against the page as it stands, one line for each element. */
async function violations({ page }: PageHarness, options: RunOptions): Promise<readonly string[]> {
  const found = await page.evaluate(
    async (run): Promise<readonly Result[]> => {
      const results = await (window as unknown as { axe: typeof axe }).axe.run(run);
      return results.violations;
    },
    { ...options, resultTypes: ['violations'] } satisfies RunOptions,
  );
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

test.each(PAGE_VIEWS)('$name: nothing is held against it, and it reads as it is kept', async (view) => {
  const { page } = harness;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none' });
  await harness.show(view);
  await page.evaluate(axe.source);
  for (const [colorScheme, options] of [
    ['light', ALL],
    ['dark', COLOURS],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(harness, options)).toEqual([]);
    expect(await page.evaluate(faintText)).toEqual([]);
  }
  const tree = await page.locator('body').ariaSnapshot();
  await expect(`${tree}\n`).toMatchFileSnapshot(`aria/${view.name}.aria`);
});

test('every kept tree is of a view that is there', async () => {
  const kept = await readdir(new URL('aria/', import.meta.url));
  expect(new Set(kept)).toEqual(new Set(PAGE_VIEWS.map(({ name }) => `${name}.aria`)));
});
