import { expect, test } from 'vitest';
import { offsetIn } from '../../../../main/core/time/calendar.ts';
import { parsePosixZone, posixOffset, zoneLike, type PosixZone } from '../../../../main/core/time/posix-zone.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';

const NOW = Date.UTC(2026, 10, 24, 11);

function zoneOf(text: string): PosixZone {
  const zone = parsePosixZone(text);
  if (zone === undefined) throw new Error(`${text} was not read`);
  return zone;
}

// POSIX's form of named zones, as `tail -1` of their files in /usr/share/zoneinfo gives it.
test.each([
  ['<+0545>-5:45', 'Asia/Kathmandu'],
  ['IST-5:30', 'Asia/Kolkata'],
  ['MST7', 'America/Phoenix'],
  ['EST5EDT,M3.2.0,M11.1.0', 'America/New_York'],
  ['EST5EDT', 'America/New_York'],
  ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
  ['GMT0BST,M3.5.0/1,M10.5.0', 'Europe/London'],
  ['IST-1GMT0,M10.5.0,M3.5.0/1', 'Europe/Dublin'],
  ['AEST-10AEDT,M10.1.0,M4.1.0/3', 'Australia/Sydney'],
  ['<+1030>-10:30<+11>-11,M10.1.0,M4.1.0', 'Australia/Lord_Howe'],
  ['NST3:30NDT,M3.2.0,M11.1.0', 'America/St_Johns'],
  ['<-04>4<-03>,M9.1.6/24,M4.1.6/24', 'America/Santiago'],
  ['<-02>2<-01>,M3.5.0/-1,M10.5.0/0', 'America/Nuuk'],
])('%s shows what %s shows, at every hour of a year', (text, name) => {
  const zone = zoneOf(text);
  const offset = offsetIn(name);
  const wrong: string[] = [];
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += HOUR_MS)
    if (posixOffset(zone, at) !== offset(at)) wrong.push(new Date(at).toISOString());
  expect(wrong).toEqual([]);
  expect(zoneLike(zone, NOW, ['UTC', 'Asia/Tokyo', 'America/Denver', name])).toBe(name);
});

test('days can be counted from the year’s start, with February 29 or without', () => {
  const at = (text: string, moment: number): number => posixOffset(zoneOf(text), moment) / HOUR_MS;
  // 2028 is a leap year: its 60th day without February 29 is March 1, and so is its day 60 counted from 0.
  for (const day of ['J60', '60']) {
    expect(at(`AAA0BBB,${day}/0,J300/0`, Date.UTC(2028, 2, 1) - 1)).toBe(0);
    expect(at(`AAA0BBB,${day}/0,J300/0`, Date.UTC(2028, 2, 1))).toBe(1);
  }
  expect(at('AAA0BBB,59/0,J300/0', Date.UTC(2026, 2, 1) - 1)).toBe(0);
  expect(at('AAA0BBB,59/0,J300/0', Date.UTC(2026, 2, 1))).toBe(1);
});

test.each(['Europe/Berlin', 'UTC', 'Etc/GMT-3', '', ':/etc/localtime', 'EST', 'AB3', '5', 'EST5EDT,M3.2.0', '<+05>'])(
  '%s is not in POSIX’s form',
  (text) => {
    expect(parsePosixZone(text)).toBeUndefined();
  },
);

test('where no named zone has the same rules, one is taken whose clocks show the same now', () => {
  const odd = zoneOf('AAA-3BBB,M5.1.0,M6.1.0');
  expect(zoneLike(odd, NOW, ['UTC', 'Europe/Moscow'])).toBe('Europe/Moscow');
  expect(zoneLike(zoneOf('<+0017>-0:17'), NOW, ['UTC', 'Europe/Moscow'])).toBeUndefined();
  expect(posixOffset(zoneOf('<+0017>-0:17'), NOW)).toBe(17 * MINUTE_MS);
});
