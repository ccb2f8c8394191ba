import { afterEach, expect, test, vi } from 'vitest';
import { offsetIn } from '../../../main/core/time/calendar.ts';
import { intlLocale, systemTimeZone, timeLocale } from '../../../main/desktop/system.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

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

test.each([
  ['<+0545>-5:45', 345, 345],
  ['EST5EDT,M3.2.0,M11.1.0', -300, -240],
  ['CET-1CEST,M3.5.0,M10.5.0/3', 60, 120],
  ['UTC-3', 180, 180],
  ['EST5EDT', -300, -240],
  ['Europe/Berlin', 60, 120],
])('in %s clocks are %i min ahead of UTC in January, and %i in July', (text, january, july) => {
  vi.stubEnv('TZ', text);
  const zone = systemTimeZone();
  expect(zone).toBeDefined();
  const year = new Date().getUTCFullYear();
  const minutesAhead = (month: number): number => offsetIn(zone)(Date.UTC(year, month, 15)) / 60_000;
  expect([minutesAhead(0), minutesAhead(6)]).toEqual([january, july]);
});
