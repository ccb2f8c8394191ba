// Runs one suite and counts what came of it.
import { basename, extname, join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';
import { sandboxed } from '../setup/sandbox.mjs';
import { runChild } from './child.mjs';
import { countCheck, countVitest, sum } from './counts.mjs';
import { FAILURES_FILE } from './failure-reporter.mjs';
import { freshResultFiles, readReport, textOf } from './output.mjs';
import { hasPassed, notePassed } from './passed-before.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */

/**
 * How a suite is to be run.
 * @typedef {object} Run
 * @property {readonly string[]} rest handed on to Vitest; something there means: not the whole suite
 * @property {Record<string, string>} env
 * @property {boolean} alone it may print on the terminal as it goes
 * @property {string} projectHash
 */

/**
 * @param {Suite} suite
 * @param {Run} run
 * @returns {Promise<import('./counts.mjs').Counts>} what it printed is on the terminal by then
 */
export async function runSuite(suite, run) {
  const files = freshResultFiles(suite.name);
  const onCutOff = () => printCutOff(suite.name, files);
  const options = {
    cwd: projectFolder,
    limitMs: suite.limitMs,
    onCutOff,
    ...(run.alone ? {} : { log: files.log }),
  };
  const counts = suite.checks
    ? await runChecks(suite, suite.checks, run, options)
    : await runVitest(suite, run, files, options);
  if (!run.alone) console.log(`\n── ${suite.name} ──\n${textOf(files.log).trimEnd()}`);
  return counts;
}

/**
 * @param {Suite} suite
 * @param {NonNullable<Suite['checks']>} checks
 * @param {Run} run
 * @param {import('./child.mjs').ChildOptions} options
 */
async function runChecks({ name }, checks, { projectHash }, options) {
  if (hasPassed(name, projectHash)) {
    const counts = checks.map(() => countCheck({ code: 0, timedOut: false }));
    return { ...sum(counts), notes: ['Not run again: no file has changed since it passed.'] };
  }
  const counts = [];
  for (const [program, ...args] of checks) {
    const tool = basename(program, extname(program));
    const result = countCheck(await runChild({ ...node(program, args), env: {} }, options));
    counts.push(result.failed === 0 ? result : { ...result, notes: [`${tool} failed.`, ...result.notes] });
  }
  const all = sum(counts);
  notePassed(name, projectHash, all.failed === 0);
  return all;
}

/**
 * @param {Suite} suite
 * @param {Run} run
 * @param {import('./output.mjs').ResultFiles} files
 * @param {import('./child.mjs').ChildOptions} options
 */
async function runVitest({ name, real, workers = 2 }, { rest, env }, files, options) {
  const filtered = rest.length > 0;
  const plain = node('node_modules/vitest/vitest.mjs', [
    ...['run', '--config', 'build/vitest.config.mjs', '--project', name, `--maxWorkers=${workers}`],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${files.report}`],
    '--reporter=./build/suites/failure-reporter.mjs',
    ...(filtered ? ['--passWithNoTests', ...rest] : []),
  ]);
  const command = real ? sandboxed(plain.command, plain.args) : { ...plain, env: {} };
  const child = { ...command, env: { ...env, ...command.env, [FAILURES_FILE]: files.failures } };
  const ending = await runChild(child, options);
  const report = readReport(files.report);
  const counts = countVitest(report, ending, { filtered });
  const failures = report === undefined ? textOf(files.failures).trimEnd() : '';
  return failures === '' ? counts : { ...counts, notes: [...counts.notes, `Failed until then:\n${failures}`] };
}

/**
 * @param {string} suite
 * @param {import('./output.mjs').ResultFiles} files
 */
function printCutOff(suite, files) {
  const failures = textOf(files.failures).trimEnd();
  console.log(
    `\n${suite}: cut off. ${failures === '' ? 'Nothing had failed until then.' : `Failed until then:\n${failures}`}`,
  );
}

/**
 * @param {string} program its path in the project
 * @param {readonly string[]} args
 */
function node(program, args) {
  return { command: process.execPath, args: [join(projectFolder, program), ...args] };
}
