// Every view in every look: all of it is there, nothing moves, and the gallery is built on the way.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Gallery } from '../support/gallery/gallery.ts';
import { misfits, vanished } from '../support/page-harness/fit.ts';
import { startPageHarness, type PageHarness } from '../support/page-harness/harness.ts';
import { PAGE_VIEWS } from '../support/page-harness/views.ts';

let harness: PageHarness;
let gallery: Gallery;

beforeAll(async () => {
  harness = await startPageHarness();
  gallery = await Gallery.begin();
});

afterAll(async () => {
  await gallery.finish();
  await harness.stop();
});

test.each(PAGE_VIEWS)('$name: fits, stands still, and keeps its graphics', async (view) => {
  const { page } = harness;
  await harness.show(view);
  await gallery.add(view, page, async ({ theme, size }) => {
    const found = await page.evaluate(misfits);
    if (theme === 'forced') found.push(...(await page.evaluate(vanished)));
    const moving = await page.evaluate(() => document.getAnimations().length);
    expect({ theme, size: size.name, found, moving }).toEqual({ theme, size: size.name, found: [], moving: 0 });
  });
});

test('what stands still moves where nobody asked for less motion', async () => {
  const { page } = harness;
  const view = PAGE_VIEWS.find(({ name }) => name === 'refreshing');
  if (view === undefined) throw new Error('no view refreshing');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await harness.show(view);
  expect(await page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
});

test('there are pictures enough', () => {
  expect(PAGE_VIEWS.length).toBeGreaterThanOrEqual(24);
  expect(gallery.pictures).toBe(PAGE_VIEWS.length * 9);
});
