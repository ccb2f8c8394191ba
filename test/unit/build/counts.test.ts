import { expect, test } from 'vitest';
import { countCheck, countVitest, notStarted, sum } from '../../../build/suites/counts.mjs';
import type { VitestReport } from '../../../build/suites/counts.mjs';

const ENDED_WELL = { code: 0, timedOut: false };
const ENDED_BADLY = { code: 1, timedOut: false };
const ALL = { filtered: false };

function report(changes: Partial<VitestReport> = {}): VitestReport {
  return { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, testResults: [], ...changes };
}

test('counts what passed and what failed', () => {
  expect(countVitest(report(), ENDED_WELL, ALL)).toEqual({ passed: 3, failed: 0, notes: [] });
  expect(countVitest(report({ numFailedTests: 2 }), ENDED_BADLY, ALL)).toEqual({ passed: 3, failed: 2, notes: [] });
});

test('a suite without a report has failed once', () => {
  expect(countVitest(undefined, ENDED_BADLY, ALL)).toMatchObject({
    passed: 0,
    failed: 1,
    notes: ['It could not start or crashed (exit status 1).'],
  });
  expect(countVitest(undefined, { code: null, timedOut: false }, ALL).notes).toEqual([
    'It could not start or crashed (ended by a signal).',
  ]);
});

test('a suite that was cut off has failed, whatever passed before', () => {
  const counts = countVitest(report(), { code: null, timedOut: true }, ALL);
  expect(counts).toMatchObject({ passed: 3, failed: 1 });
  expect(counts.notes[0]).toContain('cut off');
});

test('a suite that ran nothing has failed, unless only some tests were asked for', () => {
  const nothing = report({ numPassedTests: 0 });
  expect(countVitest(nothing, ENDED_WELL, ALL)).toMatchObject({ failed: 1, notes: ['It ran no test.'] });
  expect(countVitest(nothing, ENDED_WELL, { filtered: true }).failed).toBe(0);
});

test('a file that fails before its tests is a failure of its own', () => {
  const broken = { name: 'a.test.ts', status: 'failed', assertionResults: [] };
  const withFailedTest = { name: 'b.test.ts', status: 'failed', assertionResults: [{ status: 'failed' }] };
  const counts = countVitest(report({ numFailedTests: 1, testResults: [broken, withFailedTest] }), ENDED_BADLY, ALL);
  expect(counts).toEqual({ passed: 3, failed: 2, notes: ['a.test.ts failed outside of its tests.'] });
});

test('an error outside of every test is not lost', () => {
  expect(countVitest(report(), ENDED_BADLY, ALL)).toMatchObject({ passed: 3, failed: 1 });
});

test('a skipped test counts as failed, unless only some tests were asked for', () => {
  const skipped = report({ numPendingTests: 1, numTodoTests: 1 });
  expect(countVitest(skipped, ENDED_WELL, ALL)).toMatchObject({ passed: 3, failed: 2 });
  expect(countVitest(skipped, ENDED_WELL, { filtered: true })).toMatchObject({ passed: 3, failed: 0 });
});

test('a check is one test', () => {
  expect(countCheck(ENDED_WELL)).toEqual({ passed: 1, failed: 0, notes: [] });
  expect(countCheck(ENDED_BADLY)).toEqual({ passed: 0, failed: 1, notes: [] });
  expect(countCheck({ code: 0, timedOut: true })).toMatchObject({ passed: 0, failed: 1 });
});

test('sums over suites and keeps the notes', () => {
  expect(sum([countCheck(ENDED_WELL), notStarted('No display.'), countVitest(report(), ENDED_WELL, ALL)])).toEqual({
    passed: 4,
    failed: 1,
    notes: ['No display.'],
  });
});
