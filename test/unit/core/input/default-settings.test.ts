import * as v from 'valibot';
import { expect, test } from 'vitest';
import { DEFAULT_PERSISTED_SETTINGS, DEFAULT_SETTINGS } from '../../../../main/core/input/default-settings.ts';
import { hasWorkingTime } from '../../../../main/core/time/calendar.ts';
import { requireSettings } from '../../../../main/storage/settings-schema.ts';
import { SETTINGS } from '../../../../preload/contract/command-fields.ts';

test('the defaults are what the settings file and a command take', () => {
  expect(() => requireSettings(DEFAULT_PERSISTED_SETTINGS)).not.toThrow();
  expect(v.parse(SETTINGS, DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
});

test('somebody who sets nothing is warned in working hours, and leaves no token on the clipboard', () => {
  expect(hasWorkingTime(DEFAULT_SETTINGS.workingHours)).toBe(true);
  expect(DEFAULT_SETTINGS.clearCopy).not.toBe('off');
});

test('the app takes no shortcut, and starts at no login, until it is asked to', () => {
  expect(DEFAULT_SETTINGS).toMatchObject({ copyShortcut: null, launchAtLogin: false });
});
