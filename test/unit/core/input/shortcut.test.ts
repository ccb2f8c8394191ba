import { expect, test } from 'vitest';
import { acceleratorOf, parseShortcut, shortcutLabel } from '../../../../main/core/input/shortcut.ts';

test.each([
  ['Control+Shift+K', 'Ctrl+Shift+K', '⌃⇧K'],
  ['Alt+7', 'Alt+7', '⌥7'],
  ['Meta+F12', 'Super+F12', '⌘F12'],
  ['F13', 'F13', 'F13'],
  ['Control+Alt+Shift+Meta+PageUp', 'Ctrl+Alt+Shift+Super+Page Up', '⌃⌥⇧⌘Page Up'],
])('%s is read, and written as people do', (accelerator, elsewhere, mac) => {
  const shortcut = parseShortcut(accelerator);
  if (shortcut === undefined) throw new Error('not read');
  expect(shortcutLabel(shortcut, false)).toBe(elsewhere);
  expect(shortcutLabel(shortcut, true)).toBe(mac);
  expect(acceleratorOf(shortcut)).toBe(accelerator);
});

test.each([
  ['no key', 'Control'],
  ['nothing', ''],
  ['no modifier', 'K'],
  ['Shift alone', 'Shift+K'],
  ['two keys', 'Control+K+L'],
  ['twice the same', 'Control+Control+K'],
  ['another order', 'Shift+Control+K'],
  ['a key that is not known', 'Control+VolumeUp'],
  ['a small letter', 'Control+k'],
  ['a name that every object has', 'Control+toString'],
])('%s is none that can be set', (_what, accelerator) => {
  expect(parseShortcut(accelerator)).toBeUndefined();
});

test('what was recorded is put into the one order', () => {
  expect(acceleratorOf({ modifiers: ['Shift', 'Control'], key: 'K' })).toBe('Control+Shift+K');
});
