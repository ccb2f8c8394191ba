// Chromium's sandbox for whoever runs this: it refuses root, and needs user namespaces from everybody else.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './electron-runtime.mjs';
import { projectFolder } from './paths.mjs';

/** nobody: the one ordinary id that has a passwd entry everywhere, without which D-Bus refuses to speak. */
const AS_NOBODY = ['unshare', '-U', '--map-user=65534', '--map-group=65534'];
/** The namespaces that Chromium makes for its children. */
const NAMESPACES = ['unshare', '--user', '--map-root-user', '--net', 'true'];

/**
 * @typedef {object} Command
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} env what its environment needs beside what is there
 */

/** @type {{ prefix: readonly string[], withoutSandbox: boolean } | undefined} */
let probed;

/**
 * What to run so that Chromium's sandbox works below it. Where this machine forbids that, `NERD_TRAY_NO_SANDBOX=1` in
 * its environment tells tests and demo to start Electron without; says so once.
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

function probe() {
  const prefix = process.getuid?.() === 0 ? AS_NOBODY : [];
  const [command = '', ...args] = [...prefix, ...NAMESPACES];
  if (spawnSync(command, args).status === 0) return { prefix, withoutSandbox: false };
  if (prefix.length === 0 && hasSetuidProgram()) return { prefix, withoutSandbox: false };
  console.log("This machine forbids user namespaces: going on without Chromium's sandbox, for tests and demo only.");
  return { prefix: [], withoutSandbox: true };
}

/** Chromium's own program with the set-user-id bit does the same for an ordinary user. */
function hasSetuidProgram() {
  const program = process.env['CHROME_DEVEL_SANDBOX'] ?? join(findElectron()?.dist ?? '', 'chrome-sandbox');
  if (!existsSync(program)) return false;
  const { mode, uid } = statSync(program);
  return uid === 0 && (mode & 0o4000) !== 0;
}

/**
 * Below the namespace root has no right to other people's folders, so a HOME that is another's is replaced.
 * @returns {Record<string, string>}
 */
function usableHome() {
  const home = process.env['HOME'];
  if (home !== undefined && existsSync(home) && statSync(home).uid === process.getuid?.()) return {};
  const own = join(projectFolder, 'out', 'home');
  mkdirSync(own, { recursive: true });
  return { HOME: own };
}
