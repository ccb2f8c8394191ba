import { run } from './run.mjs';

/** npm's two retries come after 1 s and 10 s (given in ms), where npm's own settings would wait for over a minute. */
const QUICK_RETRIES = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000'];

/**
 * Runs the npm that this command was started with, else the one on the PATH, as `run` does.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} options
 */
export function npm(args, options) {
  const cli = process.env['npm_execpath'];
  // Under another package manager the variable names that one, which does not know npm's options.
  if (cli !== undefined && /npm-cli\.c?js$/.test(cli))
    return run(process.execPath, [cli, ...args, ...QUICK_RETRIES], options);
  return run('npm', [...args, ...QUICK_RETRIES], options);
}
