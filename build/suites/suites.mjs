// The suites in their order, and what each needs.

const MINUTE_MS = 60_000;

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {'checks' | 'apps'} lane suites of one lane run one after the other, the two lanes beside each other
 * @property {number} limitMs
 * @property {boolean} real runs the compiled app on a private desktop
 * @property {boolean} [packed] needs the finished packages
 * @property {number} [workers] how many of its files run at once; those of real suites mostly wait
 * @property {readonly (readonly [string, ...string[]])[]} [checks] each one tool and its arguments; without: by Vitest
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  {
    name: 'types',
    lane: 'checks',
    limitMs: 5 * MINUTE_MS,
    real: false,
    checks: [
      ['typescript/bin/tsc', '-b'],
      ['svelte-check/bin/svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
    ],
  },
  {
    name: 'lint',
    lane: 'checks',
    limitMs: 5 * MINUTE_MS,
    real: false,
    checks: [
      ['eslint/bin/eslint.js', '--config', 'build/eslint.config.mjs', '.'],
      ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    ],
  },
  { name: 'unit', lane: 'checks', limitMs: 5 * MINUTE_MS, real: false, workers: 2 },
  { name: 'integration', lane: 'checks', limitMs: 8 * MINUTE_MS, real: true, workers: 2 },
  { name: 'desktop', lane: 'checks', limitMs: 8 * MINUTE_MS, real: true, workers: 2 },
  { name: 'window', lane: 'checks', limitMs: 6 * MINUTE_MS, real: true, workers: 2 },
  { name: 'e2e', lane: 'apps', limitMs: 12 * MINUTE_MS, real: true, workers: 3 },
  { name: 'package', lane: 'apps', limitMs: 6 * MINUTE_MS, real: true, packed: true, workers: 2 },
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
