import { spawn } from 'node:child_process';

/** From the asking to the forcing. */
const GRACE_MS = 5_000;

/** The groups that are running, to be ended with this process. @type {Set<number>} */
const groups = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    for (const group of groups) kill(group, 'SIGTERM');
    process.exit(130);
  });
}

/**
 * Runs a child on this terminal, in a process group of its own; over its time limit the whole group is ended.
 * @param {import('../setup/sandbox.mjs').Command} command
 * @param {{ cwd: string, limitMs: number }} options
 * @returns {Promise<import('./counts.mjs').Ending>}
 */
export function runChild({ command, args, env }, { cwd, limitMs }) {
  return new Promise((resolve) => {
    let timedOut = false;
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    const group = child.pid;
    if (group !== undefined) groups.add(group);
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
        // What the child left behind in its group goes with it.
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
    // ESRCH: everybody has gone already.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
