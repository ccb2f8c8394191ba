import { expect, test } from 'vitest';
import { MOST_RELOADS, shouldReload } from '../../../main/core/crash-count.ts';
import { MINUTE_MS } from '../../../main/core/time.ts';

test('a page is loaded again after its first crashes in a minute, and not after the next', () => {
  const crashes = Array.from({ length: MOST_RELOADS + 1 }, (_, index) => 1000 * index);
  expect(crashes.map((now, index) => shouldReload(crashes.slice(0, index + 1), now))).toEqual([true, true, false]);
});

test('what happened a minute ago does not count', () => {
  expect(shouldReload([0, 0, MINUTE_MS], MINUTE_MS)).toBe(true);
  expect(shouldReload([1, 1, MINUTE_MS], MINUTE_MS)).toBe(false);
});
