// Makes packages of one kind for one operating system: compiles the app, renders the icons and runs electron-builder.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';
import { compileForPackage } from './compile-app.mjs';
import { configuration, toolsEnvironment } from './configuration.mjs';
import { constantsOf, packageVersion } from './kinds.mjs';
import { writeCopyright, writeIcons } from './resources.mjs';
import { sbomName, sbomText } from './sbom.mjs';

/** The folders that electron-builder.yml takes the app and its resources from. */
const APP = join(projectFolder, 'out', 'package', 'app');
const RESOURCES = join(projectFolder, 'out', 'package', 'resources');

/** The formats that electron-builder can make without a download: all that a package on the fallback Electron comes in. */
export const OFFLINE_TARGETS = ['deb', 'tar.gz'];

/**
 * Compiles the app and makes its packages.
 * @param {import('./configuration.mjs').PackagePlan} plan
 * @param {{ targets?: readonly string[], archs?: readonly ('x64' | 'arm64' | 'universal')[] }} [options] the formats and
 *   processor architectures; all that electron-builder.yml names by default
 * @returns {Promise<string[]>} the paths of the packages and of their software bill of materials
 * @throws {SetupError} if a tool is missing
 */
export async function makePackages(plan, { targets = [], archs = [] } = {}) {
  const { kind, electron, system, output } = plan;
  const licences = await compileForPackage({ app: APP, resources: RESOURCES }, constantsOf(kind, electron));
  await writeIcons(RESOURCES);
  await writeCopyright(RESOURCES);
  await mkdir(output, { recursive: true });
  if (system === 'linux') Object.assign(process.env, toolsEnvironment(plan));
  const { build, Platform, Arch } = await import('electron-builder');
  const platform = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }[system];
  const packages = await build({
    projectDir: projectFolder,
    targets: platform.createTarget([...targets], ...archs.map((arch) => Arch[arch])),
    config: configuration(plan),
    publish: 'never',
  });
  const version = packageVersion(kind);
  const sbom = join(output, sbomName(version, system));
  await writeFile(sbom, sbomText({ version, electron: electron.version, licences }));
  return [...packages, sbom];
}
