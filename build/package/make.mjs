// Makes packages of one kind for one system: compiles, draws the icons, has electron-builder lay out and pack.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';
import { compileForPackage } from './compile-app.mjs';
import { configuration, toolsEnvironment } from './configuration.mjs';
import { constantsOf, packageVersion } from './kinds.mjs';
import { writeCopyright, writeIcons } from './resources.mjs';
import { sbomName, sbomText } from './sbom.mjs';

/** As electron-builder.yml names them. */
const APP = join(projectFolder, 'out', 'package', 'app');
const RESOURCES = join(projectFolder, 'out', 'package', 'resources');

/**
 * What the fallback can be packed into with nothing downloaded; with the official Electron, all that the settings name.
 */
export const OFFLINE_TARGETS = ['deb', 'tar.gz'];

/**
 * @param {import('./configuration.mjs').Making} making
 * @param {{ targets?: readonly string[], archs?: readonly ('x64' | 'arm64' | 'universal')[] }} [options] default: all that are set
 * @returns {Promise<string[]>} the files that were made
 */
export async function makePackages(making, { targets = [], archs = [] } = {}) {
  const { kind, electron, system, output } = making;
  const licences = await compileForPackage({ app: APP, resources: RESOURCES }, constantsOf(kind, electron));
  await writeIcons(RESOURCES);
  await writeCopyright(RESOURCES);
  await mkdir(output, { recursive: true });
  if (system === 'linux') Object.assign(process.env, toolsEnvironment(making));
  const { build, Platform, Arch } = await import('electron-builder');
  const platform = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }[system];
  const packages = await build({
    projectDir: projectFolder,
    targets: platform.createTarget([...targets], ...archs.map((arch) => Arch[arch])),
    config: configuration(making),
    publish: 'never',
  });
  const version = packageVersion(kind);
  const sbom = join(output, sbomName(version, system));
  await writeFile(sbom, sbomText({ version, electron: electron.version, licences }));
  return [...packages, sbom];
}
