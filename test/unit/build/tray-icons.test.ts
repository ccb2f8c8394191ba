import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawIcons, TRAY_COLOUR, TRAY_ICON_NAMES, trayPixels } from '../../../build/draw-tray-icons.mjs';
import { contrast } from '../renderer/styles/contrast-ratio.ts';

const BUILD = new URL('../../../build/', import.meta.url);
/** Of all pixels that either of two icons inks, at scale 1. */
const DIFFERENT_SHARE = 0.2;

test('every PNG is what its drawing gives', () => {
  const icons = drawIcons();
  expect(icons).toHaveLength(TRAY_ICON_NAMES.length * 6 + 1);
  for (const { path, png } of icons) expect(png.equals(readFileSync(new URL(path, BUILD))), path).toBe(true);
});

const pairs = TRAY_ICON_NAMES.flatMap((one, index) =>
  TRAY_ICON_NAMES.slice(index + 1).map((other) => [one, other] as const),
);

test.each(pairs)('%s and %s differ in shape at 16 px', (one, other) => {
  expect(difference(opacity(one), opacity(other))).toBeGreaterThan(DIFFERENT_SHARE);
});

test.each(['#ffffff', '#1b1b1b'])('the tray colour can be seen on a panel of %s', (panel) => {
  expect(contrast(TRAY_COLOUR, panel)).toBeGreaterThanOrEqual(3);
});

function opacity(name: string): number[] {
  return [...trayPixels(name)].filter((_value, index) => index % 4 === 3);
}

function difference(one: readonly number[], other: readonly number[]): number {
  const sum = (of: (a: number, b: number) => number) =>
    one.reduce((total, a, index) => total + of(a, other[index] ?? 0), 0);
  return sum((a, b) => Math.abs(a - b)) / sum(Math.max);
}
