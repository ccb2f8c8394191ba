// The suites in their order, and what each needs.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';

const MINUTE_MS = 60_000;

/** Prettier remembers its version, its options and what each file held, but not its plug-ins: a cache for each lock file. */
const PACKAGES = createHash('sha256')
  .update(readFileSync(join(projectFolder, 'package-lock.json')))
  .digest('hex');
const PRETTIER_CACHE = [
  ...['--cache', '--cache-strategy', 'content'],
  ...['--cache-location', `out/stamps/prettier-${PACKAGES.slice(0, 16)}`],
];

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {number} seconds about how long it takes beside another one, which decides when it is begun
 * @property {number} limitMs ends a suite that hangs; several times what it takes on a busy machine, so that no slow one is cut off
 * @property {boolean} real runs the compiled app on a private desktop
 * @property {boolean} [packed] needs the finished packages
 * @property {number} [workers] how many of its files run at once; those of real suites mostly wait
 * @property {readonly (readonly [string, ...string[]])[]} [checks] each a file of the project and its arguments, run by Node; without: by Vitest
 */

/** Where the table of rooms holds. */
const ROOMS = ['main', 'preload', 'renderer'];

/** @type {readonly Suite[]} */
export const SUITES = [
  {
    name: 'types',
    seconds: 12,
    limitMs: 20 * MINUTE_MS,
    real: false,
    checks: [
      // The compiler's native edition takes a seventh of the time of the one in JavaScript, which linters and svelte-check
      // still need; on one thread, because other suites want the cores.
      ['node_modules/@typescript/native/bin/tsc', '-b', '--singleThreaded'],
      ['node_modules/svelte-check/bin/svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
    ],
  },
  {
    name: 'lint',
    seconds: 35,
    limitMs: 20 * MINUTE_MS,
    real: false,
    checks: [
      ['node_modules/oxlint/bin/oxlint', '--threads=1'],
      ['build/lint/class-instances.mjs', '.'],
      ['build/suites/eslint.mjs'],
      [
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        'build/lint/import-rules.mjs',
        ...ROOMS,
      ],
      ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', ...PRETTIER_CACHE, '.'],
    ],
  },
  { name: 'unit', seconds: 25, limitMs: 15 * MINUTE_MS, real: false, workers: 2 },
  { name: 'integration', seconds: 50, limitMs: 15 * MINUTE_MS, real: true, workers: 2 },
  { name: 'desktop', seconds: 20, limitMs: 15 * MINUTE_MS, real: true, workers: 2 },
  { name: 'window', seconds: 90, limitMs: 15 * MINUTE_MS, real: true, workers: 3 },
  { name: 'e2e', seconds: 220, limitMs: 20 * MINUTE_MS, real: true, workers: 3 },
  { name: 'package', seconds: 100, limitMs: 15 * MINUTE_MS, real: true, packed: true, workers: 2 },
];

/**
 * What `npm test --` was asked for.
 * @typedef {object} Wanted
 * @property {readonly Suite[]} suites
 * @property {readonly string[]} rest handed on to Vitest
 * @property {string} [changedSince] only what a change since this revision can touch
 */

/**
 * @param {readonly string[]} args as given to `npm test --`: names of suites, `--changed[=REVISION]`, then what is handed
 *   on to Vitest
 * @returns {Wanted | { problem: string }}
 */
export function readArguments(args) {
  const changed = args.find((arg) => /^--changed(=|$)/u.test(arg));
  const others = args.filter((arg) => arg !== changed);
  const known = new Set(SUITES.map(({ name }) => name));
  const firstOther = others.findIndex((arg) => !known.has(arg));
  const names = firstOther === -1 ? others : others.slice(0, firstOther);
  const rest = firstOther === -1 ? [] : others.slice(firstOther).filter((arg, index) => index > 0 || arg !== '--');
  if (names.length === 0 && rest[0] !== undefined && !rest[0].startsWith('-')) {
    return { problem: `There is no suite "${rest[0]}". The suites are ${[...known].join(', ')}.` };
  }
  if (changed !== undefined && rest.length > 0) return { problem: '"--changed" chooses the tests by itself.' };
  const wanted = names.length > 0 ? new Set(names) : known;
  return {
    suites: SUITES.filter(({ name, checks }) => wanted.has(name) && (rest.length === 0 || !checks)),
    rest,
    ...(changed === undefined ? {} : { changedSince: changed.slice('--changed='.length) || 'HEAD' }),
  };
}
