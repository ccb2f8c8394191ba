import { expect, test } from 'vitest';
import { hourOptions, withDay } from '../../../../renderer/settings/setting-options.ts';

test('each whole hour of a span can be chosen', () => {
  expect(hourOptions(21, 24, 'en-GB')).toEqual([
    { value: 21, label: '21:00' },
    { value: 22, label: '22:00' },
    { value: 23, label: '23:00' },
    { value: 24, label: 'midnight' },
  ]);
});

test('a weekday is put in at its place, and taken out', () => {
  const hours = { fromHour: 9, toHour: 17, weekdays: [1, 5] };
  expect(withDay(hours, 3, true)).toEqual({ ...hours, weekdays: [1, 3, 5] });
  expect(withDay(hours, 5, true)).toEqual(hours);
  expect(withDay(hours, 1, false)).toEqual({ ...hours, weekdays: [5] });
});
