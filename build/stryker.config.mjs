// npm run mutation: changes the core and the token service in small ways, one at a time, and reports each change that
// makes no test fail.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'build/vitest.mutation.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  // Vitest 4.1 stops at the first failure before it has reported it, and the mutant would count as survived.
  disableBail: true,
  mutate: ['main/core/**/*.ts', 'main/token/**/*.ts'],
  ignorePatterns: ['/out', '/dist', '/.git'],
  thresholds: { high: 95, low: 85, break: 85 },
  concurrency: 2,
  timeoutMS: 10_000,
  tempDirName: 'out/mutation/work',
  reporters: ['progress', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: true, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'out/mutation/report.html' },
  jsonReporter: { fileName: 'out/mutation/report.json' },
  allowConsoleColors: true,
};
