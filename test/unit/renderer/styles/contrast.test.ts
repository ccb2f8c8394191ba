import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast } from './contrast-ratio.ts';

const tokens = readFileSync(new URL('../../../../renderer/styles/tokens.css', import.meta.url), 'utf8');
const THEMES = { light: 1, dark: 2 } as const;

function colour(name: string, theme: keyof typeof THEMES): string {
  const pair = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens);
  const value = pair?.[THEMES[theme]];
  if (value === undefined) throw new Error(`tokens.css has no colour ${name}`);
  return value;
}

/** Text on what it stands on: WCAG 2.2, 1.4.3. */
const TEXT: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'amber', 'red'].map((ink) => [ink, 'paper'] as const),
  ...['ink', 'ink-2', 'ink-3'].map((ink) => [ink, 'raised'] as const),
  ...['accent-soft', 'amber-soft', 'red-soft'].flatMap((panel) => [['ink', panel] as const, ['ink-2', panel] as const]),
  // The types of entities, on a text and where they are linked.
  ...['accent', 'place', 'person', 'amber'].flatMap((type) => [
    [type, 'raised'] as const,
    [type, 'accent-soft'] as const,
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-red', 'red'],
];

/** Edges of controls and parts of pictures that carry meaning: WCAG 2.2, 1.4.11. */
const GRAPHICS: readonly (readonly [string, string])[] = [
  ['edge', 'paper'],
  ['edge', 'raised'],
  ['accent', 'track'],
  ['amber', 'track'],
  ['red', 'track'],
  ['accent', 'rest'],
  // A plain button in a panel.
  ['edge', 'accent-soft'],
  ['edge', 'amber-soft'],
  ['edge', 'red-soft'],
  // The line of the week and the lines of the days.
  ['accent', 'paper'],
  ['amber', 'paper'],
  ['ink', 'paper'],
  ['ink', 'rest'],
  // Where the focus is.
  ['accent', 'raised'],
  ['accent', 'accent-soft'],
  ['accent', 'amber-soft'],
  ['accent', 'red-soft'],
  ['amber', 'amber-soft'],
  ['red', 'red-soft'],
];

const themes = Object.keys(THEMES) as (keyof typeof THEMES)[];
const inThemes = (pairs: typeof TEXT) =>
  themes.flatMap((theme) => pairs.map(([on, under]) => [theme, on, under] as const));

test('the measure is the one of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each(inThemes(TEXT))('%s: text in %s can be read on %s', (theme, ink, paper) => {
  expect(contrast(colour(ink, theme), colour(paper, theme))).toBeGreaterThanOrEqual(4.5);
});

test('the window is made in the colour of its paper, so that nothing flashes', () => {
  const main = readFileSync(new URL('../../../../main/window/status-window.ts', import.meta.url), 'utf8');
  expect(main).toContain(`PAPER = { light: '${colour('paper', 'light')}', dark: '${colour('paper', 'dark')}' }`);
});

test('no colour is left out, but the one that only separates', () => {
  const all = [...tokens.matchAll(/--([\w-]+): light-dark\(/gu)].map(([, name]) => name);
  const measured = new Set([...TEXT, ...GRAPHICS].flat());
  expect(all.length).toBeGreaterThan(15);
  expect(all.filter((name) => name === undefined || !measured.has(name))).toEqual(['line']);
});

test.each(inThemes(GRAPHICS))('%s: %s can be seen on %s', (theme, mark, ground) => {
  expect(contrast(colour(mark, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
});
