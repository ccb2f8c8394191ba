// npm test: sets up, compiles, runs the suites, and sums them up in the very last line.
import { compile } from './compile.mjs';
import { ensureTestedPackages } from './package/for-suite.mjs';
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

/** A suite, and what of it is to be run. @typedef {Suite & { rest: readonly string[] }} Chosen */

/**
 * An expected failure of the ground the suites stand on, as its message; undefined if there was none.
 * @param {() => Promise<void>} work
 */
async function failureOf(work) {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return error.message;
  }
}

/**
 * What of the suites is to be run; says what is left out.
 * @param {import('./suites/suites.mjs').Wanted} wanted
 * @returns {Chosen[]}
 */
function choose({ suites, rest, changedSince }) {
  if (changedSince === undefined) return suites.map((suite) => ({ ...suite, rest }));
  const changed = changedFiles(changedSince);
  const graph = readGraph();
  console.log(`${changed.length} files differ from ${changedSince}.`);
  /** @type {Chosen[]} */
  const chosen = [];
  for (const suite of suites) {
    const extent = extentOf(suite.name, changed, graph);
    if (extent === 'nothing') console.log(`Left out: ${suite.name}, which the change does not touch.`);
    else if (extent === 'all') chosen.push({ ...suite, rest: [] });
    else {
      console.log(`Left out: all of ${suite.name} but the ${extent.length} files that need what has changed.`);
      chosen.push({ ...suite, rest: extent });
    }
  }
  return chosen;
}

/** @param {readonly Chosen[]} suites */
async function runAll(suites) {
  const real = suites.some((suite) => suite.real);
  /** @type {Record<string, string>} */
  const env = {};
  /** @type {import('./setup/electron-runtime.mjs').Electron | undefined} */
  let electron;
  const noGround = await failureOf(async () => {
    electron = await setUp({ desktop: real });
    env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.dist;
    console.log(`Testing on Electron ${electron.version} (${electron.source}), Node ${process.versions.node}.`);
  });
  const noApp = noGround ?? (real ? await failureOf(() => compile()) : undefined);
  const alone = suites.length === 1;
  const hash = projectHash();
  clearEvidence();
  /** @type {Result[]} */
  const done = [];
  /** @type {Set<string>} */
  const running = new Set();
  const sayCutOff = () => {
    sayLast([...done, ...[...running].map((name) => ({ name, ...notStarted('It was cut off.') }))]);
  };
  process.once('exit', sayCutOff);
  const results = await runLanes(suites, async (suite) => {
    running.add(suite.name);
    if (alone) console.log(`\n── ${suite.name} ──`);
    const startedAt = Date.now();
    let blocked = suite.real ? noApp : noGround;
    const runtime = electron;
    if (suite.packed && runtime && blocked === undefined)
      blocked = await failureOf(() => ensureTestedPackages(runtime));
    const counts =
      blocked === undefined
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
  process.off('exit', sayCutOff);
  return results;
}

/**
 * The end of every run, also of one that is cut off.
 * @param {readonly Result[]} results
 * @returns {number} how many failed
 */
function sayLast(results) {
  const { passed, failed } = sum(results);
  const failing = results.filter((result) => result.failed > 0).map(({ name }) => name);
  console.log(failing.length > 0 ? `\nFailed in: ${failing.join(', ')}` : '');
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

await runCommand(async () => {
  const wanted = readArguments(process.argv.slice(2));
  if ('problem' in wanted) throw new SetupError(wanted.problem);
  return sayLast(await runAll(choose(wanted))) > 0 ? 1 : 0;
});
