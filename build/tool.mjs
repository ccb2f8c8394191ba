// npm run typecheck, lint, format and vitest: the tools of development, on this project's own configurations.
import { pathToFileURL } from 'node:url';
import { runCommand, setUp, setUpPackages } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';

// A path without code is Prettier's alone, which also names one that is not there.
const ESLINT = [
  'eslint/bin/eslint.js',
  '--config',
  'build/eslint.config.mjs',
  '--no-warn-ignored',
  '--no-error-on-unmatched-pattern',
];
const PRETTIER = ['prettier/bin/prettier.cjs', '--ignore-unknown'];

/**
 * The programs that a command runs one after the other: each its path in node_modules, then its arguments.
 * @param {string} command
 * @param {readonly string[]} args what the person typed after it
 * @returns {(readonly string[])[]}
 * @throws {SetupError} if the command does not take them
 */
export function programsOf(command, args) {
  switch (command) {
    case 'typecheck':
      if (args.length > 0)
        throw new SetupError('"npm run typecheck" checks the whole project, and takes no arguments.');
      return [
        ['typescript/bin/tsc', '-b'],
        ['svelte-check/bin/svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
      ];
    case 'lint':
    case 'format': {
      // The two programs share no option.
      const option = args.find((arg) => arg.startsWith('-'));
      if (option !== undefined) {
        throw new SetupError(`"npm run ${command}" takes files and folders, not "${option}".`);
      }
      const files = args.length > 0 ? args : ['.'];
      const mends = command === 'format';
      return [
        [...ESLINT, ...(mends ? ['--fix'] : []), ...files],
        [...PRETTIER, mends ? '--write' : '--check', ...files],
      ];
    }
    case 'vitest':
      // First, since `run` counts as a subcommand of Vitest there alone.
      return [['vitest/vitest.mjs', ...args, '--config', 'build/vitest.config.mjs', '--project', 'unit']];
    default:
      throw new SetupError(`There is no command "${command}" here.`);
  }
}

/**
 * Runs all of them, also after one that failed, so that one run tells everything.
 * @param {readonly (readonly string[])[]} programs
 * @param {Record<string, string>} env
 * @returns {Promise<number>} the exit status of the first that failed; 0 if none did
 */
async function runAll(programs, env) {
  let status = 0;
  for (const [program, ...args] of programs) {
    const command = { command: process.execPath, args: [`node_modules/${program}`, ...args], env };
    const ended = await foreground(command, { cwd: projectFolder });
    if (status === 0) status = ended;
  }
  return status;
}

/**
 * Sets up what a command needs.
 * @param {string} command
 * @returns {Promise<Record<string, string>>} what its environment needs beside what is there
 */
async function groundOf(command) {
  if (command !== 'vitest') {
    await setUpPackages();
    return {};
  }
  // Some of the unit tests load modules that load Electron.
  const electron = await setUp({ desktop: false });
  return { ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand(async () => {
    const [command = '', ...args] = process.argv.slice(2);
    const programs = programsOf(command, args);
    return runAll(programs, await groundOf(command));
  });
}
