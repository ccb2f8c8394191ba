// Compiles main, preload and page for a package, minified, and gathers the licences of everything that they contain.
import { rm, writeFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { viteConfig } from '../compile.mjs';
import { projectFolder } from '../setup/paths.mjs';
import { APP } from '../vite/target-list.mjs';
import { eachOnce, licenceIn, licencesText, withKnownText } from './licences.mjs';

/** These are not bundled: keytar is packaged unchanged, and its native file contains headers of node-addon-api. */
const UNBUNDLED_PACKAGES = ['keytar', 'node-addon-api'];
/** Vite writes the licences of a target into this file, which is not packaged. */
const LICENCES_FILE = 'licences.json';

/**
 * Compiles the whole app into a folder, and writes LICENSES.txt.
 * @param {{ app: string, resources: string }} folders app: what becomes out/ in the package; resources: where the
 *   licences are written
 * @param {import('../vite/targets.mjs').Constants} constants
 * @returns {Promise<import('./licences.mjs').Licence[]>} of all that went in, each package once
 */
export async function compileForPackage({ app, resources }, constants) {
  await rm(app, { recursive: true, force: true });
  const licences = UNBUNDLED_PACKAGES.map((name) => licenceIn(join(projectFolder, 'node_modules', name)));
  for (const target of APP) licences.push(...(await compileMinified(target, app, constants)));
  const found = eachOnce(licences.map(withKnownText));
  await mkdir(resources, { recursive: true });
  await writeFile(join(resources, 'LICENSES.txt'), licencesText(found));
  return found;
}

/**
 * Compiles one target, minified.
 * @param {import('../vite/target-list.mjs').Target} target
 * @param {string} app what becomes out/ in the package
 * @param {import('../vite/targets.mjs').Constants} constants
 * @returns {Promise<import('./licences.mjs').Licence[]>} the licences of the npm packages that it contains
 */
export async function compileMinified(target, app, constants) {
  const { build } = await import('vite');
  const config = await viteConfig(target, constants);
  const outDir = join(app, basename(target.folder));
  const settings = { ...config.build, outDir, minify: true, sourcemap: false, license: { fileName: LICENCES_FILE } };
  const result = await build({ ...config, build: settings });
  if (!('output' in result)) throw new Error('Vite returned something other than one finished build.');
  await rm(join(outDir, LICENCES_FILE), { force: true });
  const list = result.output.find(({ fileName }) => fileName === LICENCES_FILE);
  // Vite writes no such file for a target that contains nothing of node_modules.
  const licences = list?.type === 'asset' ? JSON.parse(String(list.source)) : [];
  const modules = result.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  requireAllNamed(packagesOf(modules), licences);
  return licences;
}

/**
 * The names of the npm packages that these modules are from.
 * @param {readonly string[]} modules their paths
 * @returns {string[]} each name once
 */
export function packagesOf(modules) {
  const names = modules.map((path) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/u.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined).map((name) => name.replace('\\', '/')))];
}

/**
 * Checks that there is a licence for each npm package, because Vite could leave one out of its list.
 * @param {readonly string[]} names of the packages that were bundled
 * @param {readonly import('./licences.mjs').Licence[]} licences
 * @throws {Error} naming the packages without a licence
 */
export function requireAllNamed(names, licences) {
  const missing = names.filter((name) => !licences.some((licence) => licence.name === name));
  if (missing.length > 0) throw new Error(`In the package, and in no list: ${missing.join(', ')}.`);
}
