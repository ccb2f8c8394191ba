// npm run build: compiles the app and what its tests start, into out/. What has not changed is left as it is.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand, setUpPackages } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { projectFolder } from './setup/paths.mjs';
import { clear, isUpToDate, lastStamp, writeStamp } from './vite/stamp.mjs';
import { APP, FOR_TESTS, RENDERER, SANDBOX } from './vite/target-list.mjs';

/** @typedef {import('./vite/target-list.mjs').Target} Target */

/** @returns {string} the app's version */
export function appVersion() {
  return JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')).version;
}

/**
 * @param {readonly Target[]} [targets]
 * @throws {SetupError} if one does not compile; what the compiler says has been printed by then
 */
export async function compile(targets = [...APP, SANDBOX, ...FOR_TESTS]) {
  for (const target of targets) {
    if (existsSync(join(projectFolder, target.source)) && !isUpToDate(lastStamp(target))) await compileOne(target);
  }
}

/** @param {Target} target */
async function compileOne(target) {
  const startedAt = Date.now();
  await clear(target, lastStamp(target));
  // Vite sets it for itself; what this process starts later must not inherit it.
  const before = process.env['NODE_ENV'];
  try {
    const { build } = await import('vite');
    const config = await viteConfig(target);
    /** @type {Set<string>} */
    const sources = new Set();
    const written = outputNames(
      await build({ ...config, plugins: [...(config.plugins ?? []), collectSources(sources)] }),
    );
    // Style sheets that import others do not tell, so the page depends on its whole folder.
    if (target === RENDERER) for (const file of filesBelow(join(projectFolder, 'renderer'))) sources.add(file);
    await writeStamp(target, sources, written);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    throw new SetupError(`${target.source} does not compile: see above.`);
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  console.log(`Compiled ${target.source} → ${target.folder}/${target.file} (${Date.now() - startedAt} ms)`);
}

/**
 * @param {Target} target
 * @param {import('./vite/targets.mjs').Constants} [constants]
 * @returns {Promise<import('vite').InlineConfig>}
 */
export async function viteConfig(target, constants = { version: appVersion(), buildNote: '' }) {
  const { nodeConfig, rendererConfig } = await import('./vite/targets.mjs');
  return target === RENDERER ? rendererConfig(constants) : nodeConfig(target, constants);
}

/** @param {string} folder */
function filesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * @param {Set<string>} sources
 * @returns {import('vite').Plugin}
 */
function collectSources(sources) {
  return {
    name: 'collect-sources',
    buildEnd() {
      for (const id of this.getModuleIds()) sources.add(id);
    },
  };
}

/**
 * @param {Awaited<ReturnType<typeof import('vite').build>>} result
 * @returns {string[]}
 */
function outputNames(result) {
  if (!('output' in result)) throw new Error('Vite gave back something else than one finished build.');
  return result.output.map((file) => file.fileName);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand(async () => {
    await setUpPackages();
    await compile();
    return 0;
  });
}
