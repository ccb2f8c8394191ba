// npm test: sets up, compiles, runs the suites, and prints their sum in the very last line.
import { compile } from './compile.mjs';
import { ensureTestedPackages } from './package/tested-packages.mjs';
import { runCommand, setUp } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { notStarted, sum } from './suites/counts.mjs';
import { readGraph } from './suites/imports.mjs';
import { runLanes } from './suites/lanes.mjs';
import { changedFiles, projectHash } from './suites/project-files.mjs';
import { clearEvidence } from './suites/output.mjs';
import { runSuite } from './suites/run-suite.mjs';
import { readArguments } from './suites/suites.mjs';
import { extentOf } from './suites/touched.mjs';

/** @typedef {import('./suites/suites.mjs').Suite} Suite */

/** @typedef {import('./suites/counts.mjs').Counts & { name: string }} Result */

/** A suite with the arguments that narrow it down to what is to be run. @typedef {Suite & { rest: readonly string[] }} SuiteRun */

/**
 * Runs a step that suites depend on, and prints its failure.
 * @param {() => Promise<void>} step
 * @returns {Promise<string | undefined>} the message of an expected failure; undefined if the step worked
 */
async function failureOf(step) {
  try {
    await step();
    return undefined;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return error.message;
  }
}

/**
 * Selects what is to be run of the suites, and prints what is left out.
 * @param {import('./suites/suites.mjs').Wanted} wanted
 * @returns {SuiteRun[]}
 */
function selectSuites({ suites, rest, changedSince }) {
  if (changedSince === undefined) return suites.map((suite) => ({ ...suite, rest }));
  const changed = changedFiles(changedSince);
  const graph = readGraph();
  console.log(`${changed.length} files differ from ${changedSince}.`);
  /** @type {SuiteRun[]} */
  const selected = [];
  for (const suite of suites) {
    const extent = extentOf(suite.name, changed, graph);
    if (extent === 'nothing') console.log(`Left out: ${suite.name}, which the change does not touch.`);
    else if (extent === 'all') selected.push({ ...suite, rest: [] });
    else {
      console.log(`Left out: all of ${suite.name} but the ${extent.length} files that need what has changed.`);
      selected.push({ ...suite, rest: extent });
    }
  }
  return selected;
}

/**
 * Sets up and compiles what the suites need, then runs them. A suite whose needs could not be met counts as failed.
 * @param {readonly SuiteRun[]} suites
 * @returns {Promise<readonly Result[]>}
 */
async function runAll(suites) {
  const needsApp = suites.some((suite) => suite.real);
  /** @type {Record<string, string>} */
  const env = {};
  /** @type {import('./setup/electron-runtime.mjs').Electron | undefined} */
  let electron;
  const setUpFailure = await failureOf(async () => {
    electron = await setUp({ desktop: needsApp });
    env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.dist;
    console.log(`Testing on Electron ${electron.version} (${electron.source}), Node ${process.versions.node}.`);
  });
  const appFailure = setUpFailure ?? (needsApp ? await failureOf(() => compile()) : undefined);
  const alone = suites.length === 1;
  const hash = projectHash();
  clearEvidence();
  /** @type {Result[]} */
  const done = [];
  /** @type {Set<string>} */
  const running = new Set();
  const printInterrupted = () => {
    printSummary([...done, ...[...running].map((name) => ({ name, ...notStarted('It was cut off.') }))]);
  };
  process.once('exit', printInterrupted);
  const results = await runLanes(suites, async (suite) => {
    running.add(suite.name);
    if (alone) console.log(`\n── ${suite.name} ──`);
    const startedAt = Date.now();
    let failure = suite.real ? appFailure : setUpFailure;
    const runtime = electron;
    if (suite.packed && runtime && failure === undefined)
      failure = await failureOf(() => ensureTestedPackages(runtime));
    const counts =
      failure === undefined
        ? await runSuite(suite, { rest: suite.rest, env, alone, projectHash: hash })
        : notStarted('It could not start: see above.');
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    for (const note of counts.notes) console.log(`${suite.name}: ${note}`);
    console.log(`${suite.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
    running.delete(suite.name);
    const result = { name: suite.name, ...counts };
    done.push(result);
    return result;
  });
  process.off('exit', printInterrupted);
  return results;
}

/**
 * Prints the last lines of every run, also of one that is interrupted.
 * @param {readonly Result[]} results
 * @returns {number} how many tests failed
 */
function printSummary(results) {
  const { passed, failed } = sum(results);
  const failing = results.filter((result) => result.failed > 0).map(({ name }) => name);
  console.log(failing.length > 0 ? `\nFailed in: ${failing.join(', ')}` : '');
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

await runCommand(async () => {
  const wanted = readArguments(process.argv.slice(2));
  if ('problem' in wanted) throw new SetupError(wanted.problem);
  return printSummary(await runAll(selectSuites(wanted))) > 0 ? 1 : 0;
});
