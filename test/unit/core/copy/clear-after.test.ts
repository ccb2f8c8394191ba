import { expect, test } from 'vitest';
import { clearsInMs } from '../../../../main/core/copy/clear-after.ts';
import type { ClearCopy } from '../../../../preload/contract/settings.ts';

test.each<readonly [ClearCopy, number]>([
  ['30s', 30_000],
  ['60s', 60_000],
  ['120s', 120_000],
  ['300s', 300_000],
])('with “%s” a copy is cleared that long after it was made', (setting, stayMs) => {
  expect(clearsInMs(setting, 0)).toBe(stayMs);
  expect(clearsInMs(setting, 29_000)).toBe(stayMs - 29_000);
});

test('a copy that has stayed too long, as through sleep, is cleared at once', () => {
  expect(clearsInMs('30s', 30_000)).toBe(0);
  expect(clearsInMs('30s', 86_400_000)).toBe(0);
});

test('with “off” a copy stays', () => {
  expect(clearsInMs('off', 86_400_000)).toBeUndefined();
});
