import { spawn } from 'node:child_process';

const FIRST_LINE_MS = 5_000;
const NEXT_LINE_MS = 10_000;
/** The end of a tool's output is what tells why it failed. */
const KEPT_CHARACTERS = 64 * 1024;

/**
 * @typedef {object} RunOptions
 * @property {string} doing what a person is told while it takes long: "Installing packages"
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limitMs] after this long it is ended
 */

/**
 * Runs a tool to its end with its output kept to itself; says how long it has been at it from 5 s on.
 * Never rejects: a tool that is missing or had to be ended is told by `ok: false`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ ok: boolean, missing: boolean, timedOut: boolean, output: string }>}
 */
export function run(command, args, { doing, cwd, env, limitMs }) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    let output = '';
    let timedOut = false;
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-KEPT_CHARACTERS));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const elapsed = () => Math.round((Date.now() - startedAt) / 1000);
    const tell = () => {
      console.log(`  ${doing}: ${elapsed()} s so far`);
      line = setTimeout(tell, NEXT_LINE_MS);
    };
    let line = setTimeout(tell, FIRST_LINE_MS);
    const limit =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, limitMs);
    const end = (/** @type {boolean} */ ok, /** @type {boolean} */ missing) => {
      clearTimeout(line);
      clearTimeout(limit);
      resolve({ ok, missing, timedOut, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false, /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT');
    });
    child.on('close', (code) => end(code === 0, false));
  });
}
