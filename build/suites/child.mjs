import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** The time in milliseconds between SIGTERM and SIGKILL. */
const GRACE_MS = 5_000;

/** The groups that are running, to be ended with this process, and what to print then. @type {Map<number, () => void>} */
const groups = new Map();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    for (const [group, onCutOff] of groups) {
      kill(group, 'SIGTERM');
      onCutOff();
    }
    process.exit(130);
  });
}

/**
 * @typedef {object} ChildOptions
 * @property {string} cwd
 * @property {number} limitMs
 * @property {string} [log] the file that its output is added to; without, it prints on this terminal
 * @property {() => void} [onCutOff] called where this process is ended while the child runs
 */

/**
 * Runs a child in a process group of its own; over its time limit the whole group is ended.
 * @param {import('../setup/sandbox.mjs').Command} command
 * @param {ChildOptions} options
 * @returns {Promise<import('./counts.mjs').Ending>}
 */
export function runChild({ command, args, env }, { cwd, limitMs, log, onCutOff = () => undefined }) {
  return new Promise((resolve) => {
    let timedOut = false;
    const output = log === undefined ? 'inherit' : openSync(log, 'a');
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
      detached: true,
    });
    if (typeof output === 'number') closeSync(output);
    const group = child.pid;
    if (group !== undefined) groups.set(group, onCutOff);
    /** @type {NodeJS.Timeout | undefined} */
    let force;
    const limit = setTimeout(() => {
      timedOut = true;
      if (group === undefined) return;
      kill(group, 'SIGTERM');
      force = setTimeout(() => kill(group, 'SIGKILL'), GRACE_MS);
    }, limitMs);
    const end = (/** @type {number | null} */ code) => {
      clearTimeout(limit);
      clearTimeout(force);
      if (group !== undefined) {
        // Processes that the child left behind in its group end with it.
        kill(group, 'SIGKILL');
        groups.delete(group);
      }
      resolve({ code, timedOut });
    };
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      end(null);
    });
    child.once('exit', (code) => end(code));
  });
}

/**
 * @param {number} group
 * @param {NodeJS.Signals} signal
 */
function kill(group, signal) {
  try {
    process.kill(-group, signal);
  } catch (error) {
    // ESRCH: every process of the group has ended already.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
