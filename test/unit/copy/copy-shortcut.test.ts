// With keys in memory: which are taken is the test's choice. The real ones are pressed in the e2e tests.
import { expect, test } from 'vitest';
import { CopyShortcut, REPEAT_WITHIN_MS } from '../../../main/copy/copy-shortcut.ts';
import type { Shortcuts } from '../../../main/ports/desktop.ts';

function start(taken: string[] = []) {
  const held = new Set<string>();
  let nowMs = 0;
  let copies = 0;
  let press = (): void => undefined;
  const shortcuts: Shortcuts = {
    problem: 'taken',
    register(accelerator, onPressed) {
      if (taken.includes(accelerator)) return false;
      held.add(accelerator);
      press = onPressed;
      return true;
    },
    unregister: (accelerator) => held.delete(accelerator),
  };
  const shortcut = new CopyShortcut(shortcuts, { uptime: () => nowMs }, () => (copies += 1));
  /** Presses after each of these waits; gives how many copies that made. */
  const pressAfter = (...waitsMs: number[]): number => {
    const before = copies;
    for (const waitMs of waitsMs) {
      nowMs += waitMs;
      press();
    }
    return copies - before;
  };
  return { held, shortcut, pressAfter };
}

test('another one takes the place of the one before, and none ends it', () => {
  const { held, shortcut } = start();
  expect(shortcut.set('Control+K')).toBe(true);
  expect(shortcut.set('Control+L')).toBe(true);
  expect([...held]).toEqual(['Control+L']);
  expect(shortcut.set(null)).toBe(true);
  expect([...held]).toEqual([]);
});

test('one that is taken leaves the last good one', () => {
  const { held, shortcut } = start(['Control+L']);
  shortcut.set('Control+K');
  expect(shortcut.set('Control+L')).toBe(false);
  expect([...held, shortcut.active, shortcut.problem]).toEqual(['Control+K', 'Control+K', undefined]);
});

test('taken at the start it is said to be, until it can be had or another is set', () => {
  const taken = ['Control+K'];
  const { held, shortcut } = start(taken);
  expect(shortcut.start('Control+K')).toBe(false);
  expect(shortcut.problem).toBe('taken');
  expect(shortcut.set('Control+K')).toBe(false);
  expect(shortcut.problem).toBe('taken');
  taken.pop();
  expect(shortcut.set('Control+K')).toBe(true);
  expect([...held, shortcut.problem]).toEqual(['Control+K', undefined]);
  shortcut.stop();
  expect([...held]).toEqual([]);
});

test('none at the start is no problem, and none ends one', () => {
  const { shortcut } = start(['Control+K']);
  expect(shortcut.start(null)).toBe(true);
  shortcut.start('Control+K');
  expect(shortcut.set(null)).toBe(true);
  expect(shortcut.problem).toBeUndefined();
});

test.each([
  ['the delay of X11, 25 a second', [660, ...Array<number>(85).fill(40)]],
  ['the slowest delay of Windows, two a second', [1_000, ...Array<number>(60).fill(500)]],
])('held keys copy once: %s', (_name, repeatsMs) => {
  const { shortcut, pressAfter } = start();
  shortcut.set('Control+K');
  expect(pressAfter(0)).toBe(1);
  expect(pressAfter(...repeatsMs)).toBe(0);
  expect(pressAfter(REPEAT_WITHIN_MS + 1)).toBe(1);
});
