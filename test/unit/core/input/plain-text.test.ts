import { expect, test } from 'vitest';
import { plainText } from '../../../../main/core/input/plain-text.ts';

test.each([
  ['office', 'office'],
  ['  of\r\n\tfice \u0000', 'of fice'],
  ['Hotel\u202eCA\u2066', 'Hotel CA'],
  ['\u200b', ''],
  ['\u009b31m\u001b[0m', '31m [0m'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['1234567890', '1234567890'],
  ['12345678901', '123456789…'],
  ['🦑🦑🦑🦑🦑🦑🦑🦑🦑🦑🦑', '🦑🦑🦑🦑🦑🦑🦑🦑🦑…'],
])('%j is shown as %j', (text, shown) => {
  expect(plainText(text, 10)).toBe(shown);
});
