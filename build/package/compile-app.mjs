// Compiles the app for a package: main, preload and page, minified, with the licences of all that went in.
import { rm, writeFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { viteConfig } from '../compile.mjs';
import { projectFolder } from '../setup/paths.mjs';
import { APP } from '../vite/target-list.mjs';
import { eachOnce, licenceIn, licencesText, withKnownText } from './licences.mjs';

/** Not bundled: keytar ships as it is, and its native file was compiled with the headers of node-addon-api. */
const SHIPPED_AS_THEY_ARE = ['keytar', 'node-addon-api'];
/** Gathered here, and not packed. */
const LICENCES = 'licences.json';

/**
 * @param {{ app: string, resources: string }} folders app: what will be out/ in the package
 * @param {import('../vite/targets.mjs').Constants} constants
 * @returns {Promise<import('./licences.mjs').Licence[]>} of all that went in, each package once
 */
export async function compileForPackage({ app, resources }, constants) {
  await rm(app, { recursive: true, force: true });
  const licences = SHIPPED_AS_THEY_ARE.map((name) => licenceIn(join(projectFolder, 'node_modules', name)));
  for (const target of APP) licences.push(...(await compileMinified(target, app, constants)));
  const found = eachOnce(licences.map(withKnownText));
  await mkdir(resources, { recursive: true });
  await writeFile(join(resources, 'LICENSES.txt'), licencesText(found));
  return found;
}

/**
 * @param {import('../vite/target-list.mjs').Target} target
 * @param {string} app what will be out/ in the package
 * @param {import('../vite/targets.mjs').Constants} constants
 * @returns {Promise<import('./licences.mjs').Licence[]>}
 */
export async function compileMinified(target, app, constants) {
  const { build } = await import('vite');
  const config = await viteConfig(target, constants);
  const outDir = join(app, basename(target.folder));
  const settings = { ...config.build, outDir, minify: true, sourcemap: false, license: { fileName: LICENCES } };
  const result = await build({ ...config, build: settings });
  if (!('output' in result)) throw new Error('Vite gave back something else than one finished build.');
  await rm(join(outDir, LICENCES), { force: true });
  const gathered = result.output.find(({ fileName }) => fileName === LICENCES);
  // There is none where nothing of node_modules went in.
  const licences = gathered?.type === 'asset' ? JSON.parse(String(gathered.source)) : [];
  const modules = result.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  requireAllNamed(packagesOf(modules), licences);
  return licences;
}

/**
 * The packages that these modules are from.
 * @param {readonly string[]} modules their paths
 * @returns {string[]} each name once
 */
export function packagesOf(modules) {
  const names = modules.map((path) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/u.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined).map((name) => name.replace('\\', '/')))];
}

/**
 * @param {readonly string[]} names of what went in
 * @param {readonly import('./licences.mjs').Licence[]} licences
 * @throws {Error} if the licences name fewer
 */
export function requireAllNamed(names, licences) {
  const lacking = names.filter((name) => !licences.some((licence) => licence.name === name));
  if (lacking.length > 0) throw new Error(`In the package, and in no list: ${lacking.join(', ')}.`);
}
