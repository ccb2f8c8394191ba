// npm run typecheck, lint, format and vitest: runs the development tools with this project's configurations.
import { pathToFileURL } from 'node:url';
import { runCommand, setUp, setUpPackages } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { runInForeground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';

// Oxlint and ESLint ignore a path that holds no code, because Prettier checks it too and reports one that does not exist.
const OXLINT = ['oxlint/bin/oxlint', '--no-error-on-unmatched-pattern'];
const ESLINT = [
  'eslint/bin/eslint.js',
  '--config',
  'build/eslint.config.mjs',
  '--no-warn-ignored',
  '--no-error-on-unmatched-pattern',
];
const CLASS_INSTANCES = '../build/lint/class-instances.mjs';
// The import rules are checked for the whole project only, because each import has two ends.
const IMPORT_RULES = ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', 'build/lint/import-rules.mjs'];
const PRETTIER = ['prettier/bin/prettier.cjs', '--ignore-unknown'];

/**
 * The programs that a command runs one after the other.
 * @param {string} command
 * @param {readonly string[]} args what the person typed after it
 * @returns {(readonly string[])[]} for each program its path in node_modules, then its arguments
 * @throws {SetupError} if the command is unknown or does not accept these arguments
 */
export function programsOf(command, args) {
  switch (command) {
    case 'typecheck':
      if (args.length > 0)
        throw new SetupError('"npm run typecheck" checks the whole project, so it takes no arguments.');
      return [
        ['@typescript/native/bin/tsc', '-b'],
        ['svelte-check/bin/svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
      ];
    case 'lint':
    case 'format': {
      // The linters and Prettier have no option in common.
      const option = args.find((arg) => arg.startsWith('-'));
      if (option !== undefined) {
        throw new SetupError(`"npm run ${command}" takes files and folders, not "${option}".`);
      }
      const files = args.length > 0 ? args : ['.'];
      const writesFixes = command === 'format';
      return [
        [...OXLINT, ...(writesFixes ? ['--fix'] : []), ...files],
        ...(writesFixes ? [] : [[CLASS_INSTANCES, ...files]]),
        [...ESLINT, ...(writesFixes ? ['--fix'] : []), ...files],
        ...(writesFixes || args.length > 0 ? [] : [[...IMPORT_RULES, 'main', 'preload', 'renderer']]),
        [...PRETTIER, writesFixes ? '--write' : '--check', ...files],
      ];
    }
    case 'vitest':
      // The arguments come first, because Vitest takes `run` for a subcommand only in the first place.
      return [['vitest/vitest.mjs', ...args, '--config', 'build/vitest.config.mjs', '--project', 'unit']];
    default:
      throw new SetupError(`There is no command "${command}" here.`);
  }
}

/**
 * Runs all programs, also after one that failed, so that one run reports every problem.
 * @param {readonly (readonly string[])[]} programs
 * @param {Record<string, string>} env
 * @returns {Promise<number>} the exit status of the first that failed; 0 if none did
 */
async function runAll(programs, env) {
  let status = 0;
  for (const [program, ...args] of programs) {
    const command = { command: process.execPath, args: [`node_modules/${program}`, ...args], env };
    const ended = await runInForeground(command, { cwd: projectFolder });
    if (status === 0) status = ended;
  }
  return status;
}

/**
 * Sets up what a command needs.
 * @param {string} command
 * @returns {Promise<Record<string, string>>} the variables to add to its environment
 */
async function setUpFor(command) {
  if (command !== 'vitest') {
    await setUpPackages();
    return {};
  }
  // Some of the unit tests import modules that import Electron.
  const electron = await setUp({ desktop: false });
  return { ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand(async () => {
    const [command = '', ...args] = process.argv.slice(2);
    const programs = programsOf(command, args);
    return runAll(programs, await setUpFor(command));
  });
}
