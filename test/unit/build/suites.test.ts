import { expect, test } from 'vitest';
import { readArguments } from '../../../build/suites/suites.mjs';

function names(args: string[]): string[] {
  const wanted = readArguments(args);
  return 'problem' in wanted ? [wanted.problem] : wanted.suites.map(({ name }) => name);
}

test('without arguments all suites run in their order', () => {
  expect(names([])).toEqual(['types', 'lint', 'unit', 'integration', 'desktop', 'window', 'e2e', 'package']);
});

test('names choose suites, in the order of the list', () => {
  expect(names(['e2e', 'unit'])).toEqual(['unit', 'e2e']);
});

test('what follows the names is handed on to the suites that can take it', () => {
  expect(readArguments(['unit', 'types', '-t', 'e2e'])).toMatchObject({
    suites: [{ name: 'unit' }],
    rest: ['-t', 'e2e'],
  });
  expect(readArguments(['unit', '--', '-t', 'x'])).toMatchObject({ rest: ['-t', 'x'] });
  expect(names(['-t', 'x'])).toEqual(['unit', 'integration', 'desktop', 'window', 'e2e', 'package']);
});

test('an unknown suite is named', () => {
  expect(names(['untis'])[0]).toBe(
    'There is no suite "untis". The suites are types, lint, unit, integration, desktop, window, e2e, package.',
  );
});

test('what a change can touch is asked for by its revision', () => {
  expect(readArguments(['--changed'])).toMatchObject({ changedSince: 'HEAD', rest: [] });
  expect(readArguments(['unit', '--changed=main'])).toMatchObject({ suites: [{ name: 'unit' }], changedSince: 'main' });
  expect(names(['--changed', '-t', 'x'])).toEqual(['"--changed" chooses the tests by itself.']);
});
