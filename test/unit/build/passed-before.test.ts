import { afterEach, expect, test } from 'vitest';
import { hasPassed, notePassed } from '../../../build/suites/passed-before.mjs';

/** No suite of this name exists. */
const SUITE = 'a-suite-of-the-unit-tests';

afterEach(() => {
  notePassed(SUITE, '', false);
});

test('a check has passed before only with every file as it was, and not since it failed', () => {
  expect(hasPassed(SUITE, 'now')).toBe(false);
  notePassed(SUITE, 'now', true);
  expect(hasPassed(SUITE, 'now')).toBe(true);
  expect(hasPassed(SUITE, 'later')).toBe(false);
  notePassed(SUITE, 'now', false);
  expect(hasPassed(SUITE, 'now')).toBe(false);
});
