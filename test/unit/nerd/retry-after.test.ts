import { expect, test } from 'vitest';

import { retryAfterMs } from '../../../main/nerd/retry-after.ts';

const TEN = 'Fri, 02 Jan 2026 10:00:00 GMT';
const now = Date.parse(TEN);

test.each([
  ['120', 120_000],
  [' 7 ', 7_000],
  ['0', 1_000],
  ['86400', 3_600_000],
  ['99999999999999999999999', 3_600_000],
  ['Fri, 02 Jan 2026 10:02:00 GMT', 120_000],
  ['Fri, 02 Jan 2026 09:00:00 GMT', 1_000],
  ['Sat, 03 Jan 2026 10:00:00 GMT', 3_600_000],
])('%j asks for a wait', (text, expected) => {
  expect(retryAfterMs(text, undefined, now)).toBe(expected);
});

test.each([
  undefined,
  '',
  'soon',
  'soon 1',
  '-5',
  '1.5',
  '1e3',
  '0x10',
  '12 s',
  '2026-01-02T10:02:00Z',
  'Fri, 02 Foo 2026 10:02:00 GMT',
  'Fri, 99 Jan 2026 99:99:99 GMT',
])('%j asks for nothing', (text) => {
  expect(retryAfterMs(text, TEN, now)).toBeUndefined();
});

test("a date is measured from the server's clock when it tells it", () => {
  const wrongByADay = now + 86_400_000;
  expect(retryAfterMs('Fri, 02 Jan 2026 10:02:00 GMT', TEN, wrongByADay)).toBe(120_000);
});

test('and from the local clock when what it tells is no date', () => {
  expect(retryAfterMs('Fri, 02 Jan 2026 10:02:00 GMT', 'noon', now)).toBe(120_000);
});
