import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError, stepFailure } from './failure.mjs';
import { npm } from './npm.mjs';
import { integrityOf, projectFolder } from './paths.mjs';

/**
 * A sentence on why this Node cannot be used; undefined if it can.
 * @param {string} running as `process.versions.node`
 * @param {string} wanted as `engines.node` of package.json: `>=MAJOR.MINOR`
 */
export function nodeProblem(running, wanted) {
  const [major = 0, minor = 0] = numbers(running);
  const [wantedMajor = 0, wantedMinor = 0] = numbers(wanted.replace('>=', ''));
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined;
  return `This needs Node ${wantedMajor}.${wantedMinor} or newer, and here is ${running}. Install a newer Node, then run the same command again.`;
}

/**
 * The numbers of a version between its dots.
 * @param {string} version
 */
function numbers(version) {
  return version.split('.').map(Number);
}

/**
 * Checks that the Node of this process is new enough.
 * @param {string} [folder] the project's
 * @throws {SetupError} if it is not
 */
export function checkNode(folder = projectFolder) {
  const problem = nodeProblem(
    process.versions.node,
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).engines.node,
  );
  if (problem !== undefined) throw new SetupError(problem);
}

/**
 * Installs the npm packages that package-lock.json names, unless the last installation was of the same file.
 * @param {string} [folder] the project's
 * @throws {SetupError} if npm is missing or fails
 */
export async function ensureNodeModules(folder = projectFolder) {
  // The stamp is inside node_modules and written last, so an installation that was interrupted leaves none.
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
