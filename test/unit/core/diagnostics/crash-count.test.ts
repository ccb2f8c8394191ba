import { expect, test } from 'vitest';
import {
  drawsInSoftware,
  isDrawingLoop,
  MOST_RELOADS,
  remembered,
  shouldReload,
} from '../../../../main/core/diagnostics/crash-count.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';

test('a page is loaded again after its first crashes in a minute, and not after the next', () => {
  const crashes = Array.from({ length: MOST_RELOADS + 1 }, (_, index) => 1000 * index);
  expect(crashes.map((now, index) => shouldReload(crashes.slice(0, index + 1), now))).toEqual([true, true, false]);
});

test('what happened a minute ago does not count', () => {
  expect(shouldReload([0, 0, MINUTE_MS], MINUTE_MS)).toBe(true);
  expect(shouldReload([1, 1, MINUTE_MS], MINUTE_MS)).toBe(false);
});

test('Chromium’s limit is off once it draws in software, and not before: it would stay with a broken driver', () => {
  expect([3, 4].map((crashes) => drawsInSoftware(Array.from({ length: crashes }, (_, index) => index)))).toEqual([
    false,
    true,
  ]);
  expect(remembered([1, 2, 3, HOUR_MS + 2], HOUR_MS + 2)).toEqual([3, HOUR_MS + 2]);
});

test('a GPU process that crashes more than six times in a minute crashes in a loop', () => {
  const crashes = [0, 1, 2, 3, 4, 5, 6].map((second) => 1000 * second);
  expect(isDrawingLoop(crashes.slice(1), 6000)).toBe(false);
  expect(isDrawingLoop(crashes, 6000)).toBe(true);
  expect(isDrawingLoop(crashes, MINUTE_MS)).toBe(false);
});
