import { run } from './run.mjs';

/** Two retries as npm does them, but after 1 s and 10 s, where npm would wait for over a minute. */
const RETRY_SOON = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000'];

/**
 * Runs the npm that this command was started with, or the one on the path; like `run`.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} options
 */
export function npm(args, options) {
  const cli = process.env['npm_execpath'];
  // Started by another package manager, the variable names that one.
  if (cli !== undefined && /npm-cli\.c?js$/.test(cli))
    return run(process.execPath, [cli, ...args, ...RETRY_SOON], options);
  return run('npm', [...args, ...RETRY_SOON], options);
}
