import { expect, test } from 'vitest';
import { SUITES } from '../../../build/suites/suites.mjs';
import { extentOf } from '../../../build/suites/touched.mjs';

function extents(...changed: string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { name } of SUITES) {
    const extent = extentOf(name, changed);
    if (extent !== 'nothing') found[name] = extent;
  }
  return found;
}

test('without a change nothing runs', () => {
  expect(extents()).toEqual({});
});

test('a rule of the core touches all that draws or runs the app', () => {
  expect(extents('main/core/week/week.ts')).toEqual({
    types: 'all',
    lint: 'all',
    unit: 'related',
    integration: 'all',
    desktop: 'all',
    window: 'all',
    e2e: 'all',
    package: 'all',
  });
});

test('a component touches the window, and the apps that show it', () => {
  expect(Object.keys(extents('renderer/ui/Button.svelte'))).toEqual([
    'types',
    'lint',
    'unit',
    'window',
    'e2e',
    'package',
  ]);
});

test('a test file of a suite runs alone', () => {
  expect(extents('test/e2e/tray.test.ts')).toEqual({
    types: 'all',
    lint: 'all',
    unit: 'related',
    e2e: ['test/e2e/tray.test.ts'],
  });
});

test('a text for people is formatted, and read by the unit tests that look into it', () => {
  expect(extents('README.md')).toEqual({ lint: 'all', unit: 'related' });
});

test('what everything stands on touches everything', () => {
  for (const file of ['package-lock.json', 'build/setup/debian.mjs', 'build/vitest.config.mjs']) {
    expect(Object.values(extents(file))).toEqual(SUITES.map(() => 'all'));
  }
});
