// Makes Chromium's sandbox work for every user: it refuses root, and needs user namespaces for everybody else.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './electron-runtime.mjs';
import { projectFolder } from './paths.mjs';

/** The user nobody has a passwd entry on every system, and D-Bus refuses connections of a user without one. */
const AS_NOBODY = ['unshare', '-U', '--map-user=65534', '--map-group=65534'];
/** A command that needs the same namespaces as Chromium's sandbox. */
const NAMESPACES = ['unshare', '--user', '--map-root-user', '--net', 'true'];

/**
 * @typedef {object} Command
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} env the variables to add to its environment
 */

/** @type {{ prefix: readonly string[], withoutSandbox: boolean } | undefined} */
let probed;

/**
 * The command to run so that Chromium's sandbox works in the processes it starts. Where this machine forbids that, it
 * prints so once and sets `NERD_TRAY_NO_SANDBOX=1`, which makes tests and demo start Electron without the sandbox.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Command}
 */
export function sandboxed(command, args) {
  if (process.platform !== 'linux') return { command, args: [...args], env: {} };
  probed ??= probe();
  const [first = command, ...rest] = [...probed.prefix, command, ...args];
  return {
    command: first,
    args: rest,
    env: { ...(probed.withoutSandbox ? { NERD_TRAY_NO_SANDBOX: '1' } : {}), ...usableHome() },
  };
}

/** Tries what this machine allows. */
function probe() {
  const prefix = process.getuid?.() === 0 ? AS_NOBODY : [];
  const [command = '', ...args] = [...prefix, ...NAMESPACES];
  if (spawnSync(command, args).status === 0) return { prefix, withoutSandbox: false };
  if (prefix.length === 0 && hasSetuidSandbox()) return { prefix, withoutSandbox: false };
  console.log("This machine forbids user namespaces: going on without Chromium's sandbox, for tests and demo only.");
  return { prefix: [], withoutSandbox: true };
}

/** Whether Chromium's helper with the set-user-id bit is there, which replaces user namespaces for an ordinary user. */
function hasSetuidSandbox() {
  const program = process.env['CHROME_DEVEL_SANDBOX'] ?? join(findElectron()?.dist ?? '', 'chrome-sandbox');
  if (!existsSync(program)) return false;
  const { mode, uid } = statSync(program);
  return uid === 0 && (mode & 0o4000) !== 0;
}

/**
 * A HOME of this project's in place of one that belongs to another user, because root has no rights to that one inside
 * the user namespace.
 * @returns {Record<string, string>}
 */
function usableHome() {
  const home = process.env['HOME'];
  if (home !== undefined && existsSync(home) && statSync(home).uid === process.getuid?.()) return {};
  const projectHome = join(projectFolder, 'out', 'home');
  mkdirSync(projectHome, { recursive: true });
  return { HOME: projectHome };
}
