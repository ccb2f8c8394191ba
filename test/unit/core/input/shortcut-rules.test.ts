import { expect, test } from 'vitest';
import { shortcutRefusal, suggestedShortcut } from '../../../../main/core/input/shortcut-rules.ts';
import type { Modifier } from '../../../../main/core/input/shortcut.ts';
import type { OperatingSystem } from '../../../../preload/contract/snapshot.ts';

function refusal(accelerator: string, system: OperatingSystem = 'linux') {
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  return shortcutRefusal({ modifiers: parts as Modifier[], key }, system);
}

const SYSTEMS: readonly OperatingSystem[] = ['linux', 'windows', 'macos'];

test.each(SYSTEMS)('the suggested shortcut can be chosen on %s', (system) => {
  expect(refusal(suggestedShortcut(system), system)).toBeUndefined();
});

test.each(SYSTEMS)('F13 to F24 need no modifier on %s', (system) => {
  expect(refusal('F13', system)).toBeUndefined();
  expect(refusal('F24', system)).toBeUndefined();
  expect(refusal('Shift+F19', system)).toBeUndefined();
});

test.each(SYSTEMS)('F1 to F12 need one modifier on %s, which is not Shift alone', (system) => {
  expect(refusal('F9', system)).toBe('oneModifier');
  expect(refusal('Shift+F9', system)).toBe('oneModifier');
  expect(refusal('Control+F9', system)).toBeUndefined();
});

test.each(SYSTEMS)('all others need two modifiers on %s', (system) => {
  expect(refusal('K', system)).toBe('twoModifiers');
  expect(refusal('Shift+K', system)).toBe('twoModifiers');
  expect(refusal('Control+K', system)).toBe('twoModifiers');
  expect(refusal('Control+Insert', system)).toBe('twoModifiers');
  expect(refusal('Control+Shift+Y', system)).toBeUndefined();
});

test.each([
  ['linux', 'Alt+F4'],
  ['linux', 'Alt+F2'],
  ['linux', 'Control+Alt+F3'],
  ['linux', 'Control+Alt+Delete'],
  ['linux', 'Control+Alt+L'],
  ['linux', 'Meta+L'],
  ['linux', 'Control+Alt+Left'],
  ['windows', 'Alt+F4'],
  ['windows', 'Control+Alt+Delete'],
  ['windows', 'Shift+Meta+S'],
  ['windows', 'Meta+F9'],
  ['macos', 'Shift+Meta+4'],
  ['macos', 'Control+Meta+Q'],
  ['macos', 'Control+Left'],
  ['macos', 'Control+F2'],
] as const)('on %s the system has %s', (system, accelerator) => {
  expect(refusal(accelerator, system)).toBe('system');
});

test.each([
  ['linux', 'Control+Shift+C'],
  ['linux', 'Control+Shift+V'],
  ['windows', 'Control+Shift+T'],
  ['windows', 'Control+F5'],
  ['macos', 'Shift+Meta+Z'],
  ['macos', 'Alt+Meta+I'],
] as const)('on %s most programs have %s', (system, accelerator) => {
  expect(refusal(accelerator, system)).toBe('everybody');
});

test('Ctrl+Alt with a character is AltGr on Windows, and nowhere else', () => {
  expect(refusal('Control+Alt+E', 'windows')).toBe('altGr');
  expect(refusal('Control+Alt+Shift+7', 'windows')).toBe('altGr');
  expect(refusal('Control+Alt+F9', 'windows')).toBeUndefined();
  expect(refusal('Control+Alt+Home', 'windows')).toBeUndefined();
  expect(refusal('Control+Alt+E', 'linux')).toBeUndefined();
  expect(refusal('Control+Alt+E', 'macos')).toBeUndefined();
});

test('a key that no shortcut ends with is refused as such', () => {
  expect(refusal('Control+Shift+VolumeUp')).toBe('key');
});
