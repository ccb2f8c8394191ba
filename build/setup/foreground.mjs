import { spawn } from 'node:child_process';

/**
 * Runs a child on this terminal to its end; Ctrl-C reaches it by itself, and a request to end is passed on.
 * @param {import('./sandbox.mjs').Command} command
 * @param {{ cwd: string }} options
 * @returns {Promise<number>} its exit status
 */
export function foreground({ command, args, env }, { cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    const pass = () => child.kill('SIGTERM');
    // The child decides how to end; this process then ends with it.
    const wait = () => undefined;
    process.on('SIGINT', wait).on('SIGTERM', pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
