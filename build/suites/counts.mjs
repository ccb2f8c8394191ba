// What a suite came to, in numbers. Whatever did not run to its end counts as failed, and says so.

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} notes sentences on what failed outside of a test
 */

/**
 * How a child process ended.
 * @typedef {object} Ending
 * @property {number | null} code
 * @property {boolean} timedOut
 */

/**
 * The part of Vitest's JSON report that is counted.
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {{ name: string, status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * Counts the tests of a Vitest run; a skipped test counts as failed unless the run was filtered.
 * @param {VitestReport | undefined} report undefined if there is none, or none that can be read
 * @param {Ending} ending
 * @param {{ filtered: boolean }} options filtered: only some tests were asked for
 * @returns {Counts}
 */
export function countVitest(report, ending, { filtered }) {
  /** @type {string[]} */
  const notes = [];
  const passed = report?.numPassedTests ?? 0;
  let failed = report?.numFailedTests ?? 0;
  const fail = (/** @type {string} */ note, count = 1) => {
    failed += count;
    notes.push(note);
  };
  for (const file of report?.testResults ?? []) {
    const hasFailedTest = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !hasFailedTest) fail(`${file.name} failed outside of its tests.`);
  }
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  if (skipped > 0 && !filtered) fail(`${skipped} skipped: a test that does not run counts as failed.`, skipped);
  if (ending.timedOut) fail('It was cut off: it took longer than its time limit.');
  else if (report === undefined) fail(`It could not start or crashed (${endingInWords(ending)}).`);
  else if (passed + failed === 0 && !filtered) fail('It ran no test.');
  else if (ending.code !== 0 && failed === 0) fail(`It failed outside of its tests (${endingInWords(ending)}).`);
  return { passed, failed, notes };
}

/**
 * A check is one test: it holds or it does not.
 * @param {Ending} ending
 * @returns {Counts}
 */
export function countCheck(ending) {
  if (ending.code === 0 && !ending.timedOut) return { passed: 1, failed: 0, notes: [] };
  return {
    passed: 0,
    failed: 1,
    notes: ending.timedOut ? ['It was cut off: it took longer than its time limit.'] : [],
  };
}

/**
 * Gives the counts of a suite that could not start: one failure.
 * @param {string} why a sentence
 * @returns {Counts}
 */
export function notStarted(why) {
  return { passed: 0, failed: 1, notes: [why] };
}

/**
 * Adds up the counts of several suites.
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    notes: all.flatMap(({ notes }) => notes),
  };
}

/** @param {Ending} ending */
function endingInWords({ code }) {
  return code === null ? 'ended by a signal' : `exit status ${code}`;
}
