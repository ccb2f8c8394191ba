// The suites in their order, and how each is run.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';
import { sandboxed } from '../setup/sandbox.mjs';
import { runChild } from './child.mjs';
import { countCheck, countVitest, sum } from './counts.mjs';

const MINUTE_MS = 60_000;

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {number} limitMs
 * @property {boolean} real runs the compiled app on a private desktop
 * @property {boolean} [packed] needs the finished packages
 * @property {readonly (readonly [string, ...string[]])[]} [checks] each one tool and its arguments; without: by Vitest
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  {
    name: 'types',
    limitMs: 5 * MINUTE_MS,
    real: false,
    checks: [
      ['typescript/bin/tsc', '-b'],
      ['svelte-check/bin/svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
    ],
  },
  {
    name: 'lint',
    limitMs: 5 * MINUTE_MS,
    real: false,
    checks: [
      ['eslint/bin/eslint.js', '--config', 'build/eslint.config.mjs', '.'],
      ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    ],
  },
  { name: 'unit', limitMs: 5 * MINUTE_MS, real: false },
  { name: 'integration', limitMs: 8 * MINUTE_MS, real: true },
  { name: 'desktop', limitMs: 8 * MINUTE_MS, real: true },
  { name: 'window', limitMs: 6 * MINUTE_MS, real: true },
  { name: 'e2e', limitMs: 12 * MINUTE_MS, real: true },
  { name: 'package', limitMs: 6 * MINUTE_MS, real: true, packed: true },
];

/**
 * @param {readonly string[]} args as given to `npm test --`: names of suites, then what is handed on to Vitest
 * @returns {{ suites: readonly Suite[], rest: readonly string[] } | { problem: string }}
 */
export function readArguments(args) {
  const known = new Set(SUITES.map(({ name }) => name));
  const firstOther = args.findIndex((arg) => !known.has(arg));
  const names = firstOther === -1 ? args : args.slice(0, firstOther);
  const rest = firstOther === -1 ? [] : args.slice(firstOther).filter((arg, index) => index > 0 || arg !== '--');
  if (names.length === 0 && rest[0] !== undefined && !rest[0].startsWith('-')) {
    return { problem: `There is no suite "${rest[0]}". The suites are ${[...known].join(', ')}.` };
  }
  const wanted = names.length > 0 ? new Set(names) : known;
  return { suites: SUITES.filter(({ name, checks }) => wanted.has(name) && (rest.length === 0 || !checks)), rest };
}

/**
 * Runs one suite on this terminal.
 * @param {Suite} suite
 * @param {readonly string[]} rest handed on to Vitest
 * @param {Record<string, string>} env
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runSuite(suite, rest, env) {
  return suite.checks ? runChecks(suite.checks, suite.limitMs) : runVitest(suite, rest, env);
}

/**
 * @param {NonNullable<Suite['checks']>} checks
 * @param {number} limitMs
 */
async function runChecks(checks, limitMs) {
  const counts = [];
  for (const [program, ...args] of checks) {
    const name = program.split('/')[0] ?? program;
    const command = node(program, args);
    const result = countCheck(await runChild({ ...command, env: {} }, { cwd: projectFolder, limitMs }));
    console.log(`${result.failed === 0 ? '✓' : '✗'} ${name}`);
    counts.push(result);
  }
  return sum(counts);
}

/**
 * @param {Suite} suite
 * @param {readonly string[]} rest
 * @param {Record<string, string>} env
 */
async function runVitest({ name, limitMs, real }, rest, env) {
  const reportFile = join(projectFolder, 'out', 'test-results', `${name}.json`);
  mkdirSync(join(reportFile, '..'), { recursive: true });
  rmSync(reportFile, { force: true });
  const filtered = rest.length > 0;
  const config = ['run', '--config', 'build/vitest.config.mjs', '--project', name];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const plain = node('vitest/vitest.mjs', [
    ...config,
    ...reporters,
    ...(filtered ? ['--passWithNoTests', ...rest] : []),
  ]);
  const command = real ? sandboxed(plain.command, plain.args) : { ...plain, env: {} };
  const child = { ...command, env: { ...env, ...command.env } };
  const ending = await runChild(child, { cwd: projectFolder, limitMs });
  return countVitest(readReport(reportFile), ending, { filtered });
}

/**
 * @param {string} program its path in node_modules
 * @param {readonly string[]} args
 */
function node(program, args) {
  return { command: process.execPath, args: [join(projectFolder, 'node_modules', program), ...args] };
}

/**
 * A report that was cut off in the middle is none.
 * @param {string} file
 * @returns {import('./counts.mjs').VitestReport | undefined}
 */
function readReport(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
