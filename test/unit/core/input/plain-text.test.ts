import { expect, test } from 'vitest';
import { plainText } from '../../../../main/core/input/plain-text.ts';

test.each([
  ['office', 'office'],
  ['  of\r\n\tfice \u0000', 'of fice'],
  ['Hotel\u202eCA\u2066', 'Hotel CA'],
  ['\u200b', ''],
  ['1234567890', '1234567890'],
  ['12345678901', '123456789…'],
  ['🦑🦑🦑🦑🦑🦑🦑🦑🦑🦑🦑', '🦑🦑🦑🦑🦑🦑🦑🦑🦑…'],
])('%j is shown as %j', (text, shown) => {
  expect(plainText(text, 10)).toBe(shown);
});
