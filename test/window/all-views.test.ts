import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { PAGE_VIEWS } from '../support/page-harness/views.ts';

test('every stored tree is of a view that is there', async () => {
  const stored = await readdir(new URL('aria/', import.meta.url));
  expect(new Set(stored)).toEqual(new Set(PAGE_VIEWS.map(({ name }) => `${name}.aria`)));
});

test('there are views enough', () => {
  expect(PAGE_VIEWS.length).toBeGreaterThanOrEqual(24);
});
