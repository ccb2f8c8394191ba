import { expect, test } from 'vitest';
import { fitWindow } from '../../../main/window/fit-window.ts';

const PANEL = 40;
/** Work areas in device-independent pixels, as Electron gives them, with a panel of 40 px. */
const SMALL = [
  ['1366 × 768 at 150 %', { x: 0, y: 0, width: 911, height: 512 - PANEL }],
  ['1920 × 1080 at 200 %', { x: 0, y: PANEL, width: 960, height: 540 - PANEL }],
  ['800 × 480', { x: 0, y: 0, width: 800, height: 480 - PANEL }],
  ['1280 × 720 at 300 %', { x: 0, y: 0, width: 426, height: 240 - PANEL }],
  ['narrower than the page', { x: 0, y: 0, width: 300, height: 900 }],
] as const;
const LARGE = { x: 0, y: 24, width: 1920, height: 1056 };

test.each(SMALL)('on %s the window and its smallest size fit the work area with a title bar', (_name, workArea) => {
  const before = { x: 20, y: 60, width: 380, height: 560 };
  for (const { width, height, minWidth, minHeight } of [fitWindow(workArea), fitWindow(workArea, before)]) {
    expect(width).toBeLessThanOrEqual(workArea.width);
    expect(height).toBeLessThanOrEqual(workArea.height - 37);
    expect(minWidth).toBeLessThanOrEqual(width);
    expect(minHeight).toBeLessThanOrEqual(height);
  }
});

test('where there is room the window has its usual size, and the system places it', () => {
  expect(fitWindow(LARGE)).toEqual({ width: 380, height: 560, minWidth: 320, minHeight: 440 });
});

test('a remembered window that lies in the work area stays as it was', () => {
  const before = { x: 1500, y: 24, width: 400, height: 700 };
  expect(fitWindow(LARGE, before)).toMatchObject(before);
});

test.each([
  ['right of every display', { x: 4000, y: 100 }, { x: 1540, y: 100 }],
  ['left of it', { x: -3000, y: 100 }, { x: 0, y: 100 }],
  ['above it', { x: 100, y: -900 }, { x: 100, y: 24 }],
  ['below it', { x: 100, y: 5000 }, { x: 100, y: 480 }],
  ['half over its edge', { x: 1900, y: 700 }, { x: 1540, y: 480 }],
])('a remembered window %s is brought back whole', (_name, place, expected) => {
  expect(fitWindow(LARGE, { ...place, width: 380, height: 560 })).toMatchObject({
    ...expected,
    width: 380,
    height: 560,
  });
});

test('on a display left of the first one a remembered window stays there', () => {
  const left = { x: -1280, y: 0, width: 1280, height: 1024 };
  expect(fitWindow(left, { x: -900, y: 50, width: 380, height: 560 })).toMatchObject({ x: -900, y: 50 });
});
