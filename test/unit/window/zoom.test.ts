import { expect, test } from 'vitest';
import { zoomLevelAfter } from '../../../main/window/zoom.ts';

const NOTHING = { type: 'keyDown', key: '', code: '', control: false, meta: false, alt: false } as const;
const ctrl = (key: string, code = '') => ({ ...NOTHING, control: true, key, code });

test.each([
  ['+', '', 0.5],
  ['=', 'Equal', 0.5],
  ['+', 'NumpadAdd', 0.5],
  ['-', '', -0.5],
  ['-', 'NumpadSubtract', -0.5],
  ['0', '', 0],
  ['Insert', 'Numpad0', 0],
])('Ctrl and %s (%s) zooms to %d', (key, code, level) => {
  expect(zoomLevelAfter(ctrl(key, code), 0, false)).toBe(level);
  expect(zoomLevelAfter({ ...ctrl(key, code), control: false, meta: true }, 0, true)).toBe(level);
});

test('without Ctrl, with AltGr, at a key’s release and with another key nothing zooms', () => {
  for (const input of [
    { ...ctrl('+'), control: false },
    { ...ctrl('+'), alt: true },
    { ...ctrl('+'), type: 'keyUp' as const },
    ctrl('c'),
    { ...ctrl('+'), meta: true },
  ]) {
    expect(zoomLevelAfter(input, 0, false)).toBeUndefined();
  }
  expect(zoomLevelAfter(ctrl('+'), 0, true)).toBeUndefined();
});

test('it ends where the window would show no more words, either way', () => {
  expect(zoomLevelAfter(ctrl('+'), 4, false)).toBe(4);
  expect(zoomLevelAfter(ctrl('-'), -2, false)).toBe(-2);
});
