import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError, stepFailure } from './failure.mjs';
import { npm } from './npm.mjs';
import { integrityOf, projectFolder } from './paths.mjs';

/**
 * Why this Node cannot be used, or undefined if it can.
 * @param {string} running as `process.versions.node`
 * @param {string} wanted as `engines.node` of package.json: `>=MAJOR.MINOR`
 */
export function nodeProblem(running, wanted) {
  const [major = 0, minor = 0] = numbers(running);
  const [wantedMajor = 0, wantedMinor = 0] = numbers(wanted.replace('>=', ''));
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined;
  return `This needs Node ${wantedMajor}.${wantedMinor} or newer, and here is ${running}. Install a newer Node, then run the same command again.`;
}

/** @param {string} version */
function numbers(version) {
  return version.split('.').map(Number);
}

/**
 * @param {string} [folder] the project's
 * @throws {SetupError}
 */
export function checkNode(folder = projectFolder) {
  const problem = nodeProblem(
    process.versions.node,
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).engines.node,
  );
  if (problem !== undefined) throw new SetupError(problem);
}

/**
 * Installs what package-lock.json names, if that is not what was installed last.
 * @param {string} [folder] the project's
 * @throws {SetupError}
 */
export async function ensureNodeModules(folder = projectFolder) {
  // Lives inside node_modules and is written last: an installation that was broken off has none.
  const stamp = join(folder, 'node_modules', '.nerd-tray-installed');
  const wanted = integrityOf(readFileSync(join(folder, 'package-lock.json')));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing the packages that package-lock.json names (npm ci).');
  const result = await npm(['ci', '--loglevel', 'error'], { doing: 'Installing packages', cwd: folder });
  if (result.missing)
    throw new SetupError('The program "npm" is missing. Install it, then run the same command again.');
  if (!result.ok) throw stepFailure('The packages could not be installed.', result.output);
  await writeFile(stamp, wanted);
}
