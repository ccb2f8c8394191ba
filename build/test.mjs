// npm test: sets up, compiles, runs the suites in their order, and sums them up in the very last line.
import { compile } from './compile.mjs';
import { ensureTestedPackages } from './package/for-suite.mjs';
import { runCommand, setUp } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { notStarted, sum } from './suites/counts.mjs';
import { readArguments, runSuite } from './suites/suites.mjs';

/** @typedef {import('./suites/suites.mjs').Suite} Suite */

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
 * @param {readonly Suite[]} suites
 * @param {readonly string[]} rest
 */
async function runAll(suites, rest) {
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
  const results = [];
  for (const suite of suites) {
    console.log(`\n── ${suite.name} ──`);
    const startedAt = Date.now();
    let blocked = suite.real ? noApp : noGround;
    const runtime = electron;
    if (suite.packed && runtime && blocked === undefined)
      blocked = await failureOf(() => ensureTestedPackages(runtime));
    const counts =
      blocked === undefined ? await runSuite(suite, rest, env) : notStarted('It could not start: see above.');
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    for (const note of counts.notes) console.log(`${suite.name}: ${note}`);
    console.log(`${suite.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
    results.push({ name: suite.name, ...counts });
  }
  return results;
}

await runCommand(async () => {
  const wanted = readArguments(process.argv.slice(2));
  if ('problem' in wanted) throw new SetupError(wanted.problem);
  const results = await runAll(wanted.suites, wanted.rest);
  const { passed, failed } = sum(results);
  const failing = results.filter((result) => result.failed > 0).map(({ name }) => name);
  console.log(failing.length > 0 ? `\nFailed in: ${failing.join(', ')}` : '');
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});
