import { expect, test } from 'vitest';
import { intlLocale } from '../../../main/desktop/locale.ts';

test.each([
  ['de-DE', 'de-DE'],
  ['en-US', 'en-US'],
  ['c', 'en-GB'],
  ['', 'en-GB'],
  ['C.UTF-8', 'en-GB'],
  ['xx-XX', 'en-GB'],
])('the system’s “%s” gives %s', (system, locale) => {
  expect(intlLocale(system)).toBe(locale);
});
