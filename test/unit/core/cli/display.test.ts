import { expect, test } from 'vitest';
import { displayName, displayOf, isSameDisplay } from '../../../../main/core/cli/display.ts';

const RUNTIME = { XDG_RUNTIME_DIR: '/run/user/1000' };

test.each([
  [{ DISPLAY: ':0' }, { DISPLAY: ':0.0' }, true],
  [{ DISPLAY: ':0.1' }, { DISPLAY: 'unix:0' }, true],
  [{ DISPLAY: ':0' }, { DISPLAY: ':1' }, false],
  [{ DISPLAY: ':1' }, { DISPLAY: ':10' }, false],
  [{ DISPLAY: ':10.0' }, { DISPLAY: 'localhost:10.0' }, false],
  [{ ...RUNTIME, WAYLAND_DISPLAY: 'wayland-0' }, { WAYLAND_DISPLAY: '/run/user/1000/wayland-0' }, true],
  [
    { ...RUNTIME, WAYLAND_DISPLAY: 'wayland-0' },
    { XDG_RUNTIME_DIR: '/run/user/1001', WAYLAND_DISPLAY: 'wayland-0' },
    false,
  ],
  // A terminal under XWayland knows less than the app, and is on the same desktop.
  [{ ...RUNTIME, WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, { DISPLAY: ':0' }, true],
  // An X server inside a Wayland desktop has what the desktop's variables say, and a clipboard of its own.
  [
    { ...RUNTIME, WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' },
    { ...RUNTIME, WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':5' },
    false,
  ],
  [{ ...RUNTIME, WAYLAND_DISPLAY: 'wayland-0' }, { DISPLAY: ':0' }, false],
])('%j and %j are one display: %s', (one, other, expected) => {
  expect(isSameDisplay(displayOf(one), displayOf(other))).toBe(expected);
  expect(isSameDisplay(displayOf(other), displayOf(one))).toBe(expected);
});

test('a display is named as people know it, without what a terminal would obey', () => {
  expect(displayName(displayOf({ DISPLAY: 'localhost:10.0' }))).toBe('localhost:10');
  expect(displayName(displayOf({ ...RUNTIME, WAYLAND_DISPLAY: 'wayland-1' }))).toBe('wayland-1');
  expect(displayName(displayOf({ DISPLAY: ':0\u001B[2J\n' }))).toBe(':0 [2J');
});
