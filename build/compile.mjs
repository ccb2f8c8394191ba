// npm run build: compiles the app and the programs that its tests start into out/. A target whose sources have not
// changed is left as it is.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand, setUpPackages } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { projectFolder } from './setup/paths.mjs';
import { clear, isUpToDate, lastStamp, writeStamp } from './vite/stamp.mjs';
import { APP, FOR_TESTS, RENDERER, DEMO_SERVER } from './vite/target-list.mjs';

/** @typedef {import('./vite/target-list.mjs').Target} Target */

/** @returns {string} the app's version, as package.json names it */
export function appVersion() {
  return JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')).version;
}

/**
 * Compiles the targets that are not up to date. A target without a source file is passed over.
 * @param {readonly Target[]} [targets] all targets of the app and its tests by default
 * @throws {SetupError} if one does not compile; the compiler's own message has been printed by then
 */
export async function compile(targets = [...APP, DEMO_SERVER, ...FOR_TESTS]) {
  for (const target of targets) {
    if (existsSync(join(projectFolder, target.source)) && !isUpToDate(lastStamp(target))) await compileOne(target);
  }
}

/** @param {Target} target */
async function compileOne(target) {
  const startedAt = Date.now();
  await clear(target, lastStamp(target));
  // Vite sets NODE_ENV for itself; processes that this one starts later must not inherit it.
  const nodeEnvBefore = process.env['NODE_ENV'];
  try {
    const { build } = await import('vite');
    const config = await viteConfig(target);
    /** @type {Set<string>} */
    const sources = new Set();
    const outputs = outputNames(
      await build({ ...config, plugins: [...(config.plugins ?? []), collectSources(sources)] }),
    );
    // Vite does not report the style sheets that another one imports, so the page depends on its whole folder.
    if (target === RENDERER) for (const file of filesBelow(join(projectFolder, 'renderer'))) sources.add(file);
    await writeStamp(target, sources, outputs);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    throw new SetupError(`${target.source} does not compile: see above.`);
  } finally {
    if (nodeEnvBefore === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = nodeEnvBefore;
  }
  console.log(`Compiled ${target.source} → ${target.folder}/${target.file} (${Date.now() - startedAt} ms)`);
}

/**
 * Vite's configuration for a target.
 * @param {Target} target
 * @param {import('./vite/targets.mjs').Constants} [constants] those of a plain build by default
 * @returns {Promise<import('vite').InlineConfig>}
 */
export async function viteConfig(target, constants = { version: appVersion(), buildNote: '' }) {
  const { nodeConfig, rendererConfig } = await import('./vite/targets.mjs');
  return target === RENDERER ? rendererConfig(constants) : nodeConfig(target, constants);
}

/**
 * All files in a folder and the folders inside it.
 * @param {string} folder an absolute path, as the results are
 */
function filesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * A Vite plugin that adds the id of each module of the build to `sources`.
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
 * The names of the files that a build has written, relative to its output folder.
 * @param {Awaited<ReturnType<typeof import('vite').build>>} result
 * @returns {string[]}
 */
function outputNames(result) {
  if (!('output' in result)) throw new Error('Vite returned something other than one finished build.');
  return result.output.map((file) => file.fileName);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand(async () => {
    await setUpPackages();
    await compile();
    return 0;
  });
}
