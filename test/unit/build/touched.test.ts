import { expect, test } from 'vitest';
import type { Graph } from '../../../build/suites/imports.mjs';
import { readGraph } from '../../../build/suites/imports.mjs';
import { SUITES } from '../../../build/suites/suites.mjs';
import { extentOf } from '../../../build/suites/touched.mjs';

const graph = readGraph();

function extents(...changed: string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { name } of SUITES) {
    const extent = extentOf(name, changed, graph);
    if (extent !== 'nothing') found[name] = extent;
  }
  return found;
}

test('without a change nothing runs', () => {
  expect(extents()).toEqual({});
});

test('a rule of the core touches all that draws or runs the app, and of the unit tests those that need it', () => {
  const found = extents('main/core/week/week.ts');
  expect(found).toMatchObject({ types: 'all', lint: 'all', e2e: 'all', package: 'all' });
  expect(found['unit']).toContain('test/unit/core/week/week.test.ts');
  expect(found['unit']).not.toContain('test/unit/storage/json-file.test.ts');
});

test('a component touches the window, and the apps that show it', () => {
  const found = extents('renderer/ui/Button.svelte');
  expect(found).toMatchObject({ types: 'all', lint: 'all', window: 'all', e2e: 'all', package: 'all' });
  expect(found).not.toHaveProperty('desktop');
  expect(found).not.toHaveProperty('integration');
});

test('a test file of a suite runs alone', () => {
  expect(extents('test/e2e/tray.test.ts')).toMatchObject({ e2e: ['test/e2e/tray.test.ts'] });
  expect(extents('test/e2e/tray.test.ts')).not.toHaveProperty('window');
});

test('what the tests of a few files share runs those files', () => {
  expect(extents('test/support/small-disk.ts')).toMatchObject({ e2e: ['test/e2e/full-disk.test.ts'] });
});

test('a text for people is formatted, and read by the unit tests that look into files', () => {
  const found = extents('README.md');
  expect(Object.keys(found)).toEqual(['lint', 'unit']);
  expect(found['unit']).toContain('test/unit/build/scripts.test.ts');
});

test('what everything stands on touches everything', () => {
  for (const file of ['package-lock.json', 'build/setup/debian.mjs', 'build/vitest.config.mjs']) {
    expect(Object.values(extents(file))).toEqual(SUITES.map(() => 'all'));
  }
});

test('a file that is gone touches whoever still needs it', () => {
  const small: Graph = {
    needs: new Map([
      ['test/e2e/a.test.ts', ['test/support/gone.ts']],
      ['test/e2e/b.test.ts', []],
    ]),
    everywhere: [],
    readers: new Set(),
  };
  expect(extentOf('e2e', ['test/support/gone.ts'], small)).toEqual(['test/e2e/a.test.ts']);
});
