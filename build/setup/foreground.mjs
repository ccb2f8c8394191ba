import { spawn } from 'node:child_process';

/**
 * Runs a program on this terminal to its end. The terminal sends Ctrl-C to it directly; a SIGTERM is passed on.
 * @param {import('./sandbox.mjs').Command} command
 * @param {{ cwd: string }} options
 * @returns {Promise<number>} its exit status: 130 after Ctrl-C, 1 after another signal; rejects if it cannot be started
 */
export function runInForeground({ command, args, env }, { cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    const passOn = () => child.kill('SIGTERM');
    // The child decides how to end, and this process ends after it.
    const ignore = () => undefined;
    process.on('SIGINT', ignore).on('SIGTERM', passOn);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', ignore).off('SIGTERM', passOn);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
