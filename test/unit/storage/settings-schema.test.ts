import { expect, test } from 'vitest';
import { FORM, requireSettings } from '../../../main/storage/settings-schema.ts';

const WEEK = { id: 'one', enteredAt: 1, lastUsedAt: 2, slides: false, warned: ['48h'] };
const REFUSED = 'not a settings file of this version';

test.each<readonly [string, object]>([
  ['an empty file', {}],
  ['a file of this form', { form: FORM }],
  ['keys of a later version', { form: FORM, laterKey: { deep: true } }],
  ['no shortcut', { copyShortcut: null }],
  ['a snooze without an end', { week: { ...WEEK, snooze: {} } }],
  ['working hours that end at midnight', { workingHours: { fromHour: 0, toHour: 24, weekdays: [] } }],
])('%s is accepted', (_what, content) => {
  expect(() => {
    requireSettings(content);
  }).not.toThrow();
});

test.each<readonly [string, unknown]>([
  ['no object', 'settings'],
  ['a newer form', { form: FORM + 1 }],
  ['an unknown theme', { theme: 'pink' }],
  ['a place in the spread above 1', { spread: 1.01 }],
  ['a weekday that is none', { workingHours: { fromHour: 9, toHour: 17, weekdays: [8] } }],
  ['an unknown key in the week', { week: { ...WEEK, token: 's3cret' } }],
  ['half a pixel', { windowBounds: { x: 0, y: 0, width: 400.5, height: 600 } }],
])('%s is refused by a fixed text', (_what, content) => {
  expect(() => {
    requireSettings(content);
  }).toThrow(new Error(REFUSED));
});
