import { spawn } from 'node:child_process';

const FIRST_PROGRESS_MS = 5_000;
const PROGRESS_INTERVAL_MS = 10_000;
/** Only the end of a tool's output is collected, because it says why the tool failed. */
const MAX_OUTPUT_CHARACTERS = 64 * 1024;

/**
 * @typedef {object} RunOptions
 * @property {string} doing what is printed while it takes long, such as "Installing packages"
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limitMs] after this time the tool is killed
 */

/**
 * Runs a tool to its end without printing its output. From 5 s on it prints how long the tool has been running.
 * The promise never rejects: if the tool fails, is missing or had to be killed, `ok` is false.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ ok: boolean, missing: boolean, timedOut: boolean, output: string }>} missing: there is no such
 *   program; output: the end of what it wrote, or why it could not be started
 */
export function run(command, args, { doing, cwd, env, limitMs }) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    let output = '';
    let timedOut = false;
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const collect = (/** @type {Buffer} */ chunk) =>
      (output = (output + chunk.toString()).slice(-MAX_OUTPUT_CHARACTERS));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const elapsed = () => Math.round((Date.now() - startedAt) / 1000);
    const printProgress = () => {
      console.log(`  ${doing}: ${elapsed()} s so far`);
      progressTimer = setTimeout(printProgress, PROGRESS_INTERVAL_MS);
    };
    let progressTimer = setTimeout(printProgress, FIRST_PROGRESS_MS);
    const limitTimer =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, limitMs);
    const end = (/** @type {boolean} */ ok, /** @type {boolean} */ missing) => {
      clearTimeout(progressTimer);
      clearTimeout(limitTimer);
      resolve({ ok, missing, timedOut, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false, /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT');
    });
    child.on('close', (code) => end(code === 0, false));
  });
}
