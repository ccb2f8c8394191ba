import axe, { type Result } from 'axe-core';
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

/** What axe-core holds against the page as it stands, one line for each element. */
async function violations({ page }: PageHarness): Promise<readonly string[]> {
  const found = await page.evaluate(
    async (rules): Promise<readonly Result[]> => {
      const { violations: all } = await (window as unknown as { axe: typeof axe }).axe.run({
        resultTypes: ['violations'],
        rules,
      });
      return all;
    },
    { 'target-size': { enabled: true } },
  );
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

test.each(PAGE_VIEWS)('$name: nothing is held against it, and it reads as it is kept', async (view) => {
  const { page } = harness;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none' });
  await harness.show(view);
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(harness)).toEqual([]);
    expect(await page.evaluate(faintText)).toEqual([]);
  }
  const tree = await page.locator('body').ariaSnapshot();
  await expect(`${tree}\n`).toMatchFileSnapshot(`aria/${view.name}.aria`);
});

test('every kept tree is of a view that is there', async () => {
  const kept = await readdir(new URL('aria/', import.meta.url));
  expect(kept.sort()).toEqual(PAGE_VIEWS.map(({ name }) => `${name}.aria`).sort());
});
