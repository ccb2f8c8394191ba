import { expect, test } from 'vitest';
import { intlLocale, timeLocale } from '../../../main/desktop/system.ts';

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

test.each([
  [{}, 'en-US'],
  [{ LC_TIME: '' }, 'en-US'],
  [{ LC_TIME: 'de_DE.UTF-8' }, 'de-DE'],
  [{ LC_TIME: 'de_DE@euro' }, 'de-DE'],
  [{ LC_TIME: 'sr_RS.UTF-8@latin' }, 'sr-Latn-RS'],
  [{ LC_TIME: 'es_419.UTF-8' }, 'es-419'],
  [{ LC_TIME: 'fi' }, 'fi'],
  [{ LC_TIME: 'C.UTF-8' }, 'en-GB'],
  [{ LC_TIME: 'POSIX' }, 'en-GB'],
  [{ LC_TIME: '../../etc' }, 'en-GB'],
  [{ LC_ALL: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' }, 'en-US'],
])('with %o on a system in en-US, times are written as in %s', (env, locale) => {
  expect(timeLocale(env, 'en-US')).toBe(locale);
});
