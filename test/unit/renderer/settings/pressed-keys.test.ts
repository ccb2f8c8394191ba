import { expect, test } from 'vitest';
import { pressedKeys, type Pressed } from '../../../../renderer/settings/pressed-keys.ts';

const NONE: Pressed = { key: '', code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

test.each<[string, Partial<Pressed>, readonly string[], string | undefined]>([
  ['a letter', { key: 'k', code: 'KeyK', ctrlKey: true }, ['Control'], 'K'],
  ['a letter where the layout has it', { key: 'a', code: 'KeyQ', altKey: true }, ['Alt'], 'A'],
  ['a letter that Option changes', { key: '˚', code: 'KeyK', altKey: true }, ['Alt'], 'K'],
  ['a dead key', { key: 'Dead', code: 'KeyE', altKey: true }, ['Alt'], 'E'],
  ['a digit that Shift changes', { key: '!', code: 'Digit1', shiftKey: true, metaKey: true }, ['Shift', 'Meta'], '1'],
  ['an arrow', { key: 'ArrowUp', code: 'ArrowUp', ctrlKey: true }, ['Control'], 'Up'],
  ['the space bar', { key: ' ', code: 'Space', ctrlKey: true }, ['Control'], 'Space'],
  ['a function key', { key: 'F12', code: 'F12', ctrlKey: true }, ['Control'], 'F12'],
  ['a modifier alone', { key: 'Control', code: 'ControlLeft', ctrlKey: true }, ['Control'], undefined],
  [
    'a modifier that another changes',
    { key: 'Meta', code: 'AltLeft', altKey: true, shiftKey: true },
    ['Alt', 'Shift'],
    undefined,
  ],
])('%s', (_what, event, modifiers, key) => {
  expect(pressedKeys({ ...NONE, ...event })).toEqual({ modifiers, key });
});
