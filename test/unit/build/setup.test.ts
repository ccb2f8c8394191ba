import { expect, test } from 'vitest';
import { aptInstallCommand, missingPackages, PACKAGES } from '../../../build/setup/debian.mjs';
import { causeIn, stepFailure } from '../../../build/setup/failure.mjs';
import { nodeProblem } from '../../../build/setup/node-modules.mjs';
import { projectFile } from '../../../build/vite/stamp.mjs';
import { join } from 'node:path';
import { projectFolder } from '../../../build/setup/paths.mjs';

test('only an older Node is refused', () => {
  expect(nodeProblem('20.19.0', '>=20.19')).toBeUndefined();
  expect(nodeProblem('24.0.1', '>=20.19')).toBeUndefined();
  expect(nodeProblem('20.9.0', '>=20.19')).toContain('This needs Node 20.19 or newer, and here is 20.9.0.');
  expect(nodeProblem('18.20.1', '>=20.19')).toContain('18.20.1');
});

test('a package is missing when none of its names is installed', () => {
  const packages = [['xvfb'], ['libasound2', 'libasound2t64'], ['dbus'], ['xclip']];
  const status = 'xvfb installed\nlibasound2t64 installed\ndbus config-files\n';
  expect(missingPackages(status, packages)).toEqual([['dbus'], ['xclip']]);
  expect(missingPackages('')).toEqual(PACKAGES);
});

test('an ordinary user is given one line to run', () => {
  expect(aptInstallCommand(['dbus', 'xclip'])).toBe('sudo apt-get install --no-install-recommends dbus xclip');
});

test.each([
  ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write', 'The disk is full'],
  ['write error (disk full?).  Continue? (y/n/^C)', 'The disk is full'],
  ['E: You don’t have enough free space in /var/cache/apt/archives/.', 'The disk is full'],
  ['npm error code EINTEGRITY\nnpm error sha512-AAA integrity checksum failed', 'its checksum differs'],
  ['npm error code TAR_BAD_ARCHIVE', 'damaged or cut off'],
  ['npm error code ENOTFOUND\nnpm error network request to https://x failed', 'could not be reached'],
  ['npm error code ECONNRESET', 'could not be reached'],
  ['npm error code E404\nnpm error 404 Not Found', 'does not have it'],
  ['npm error code E503', 'could not be reached'],
  ['npm error code EACCES', 'could not be written'],
  ['npm error code UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'not trusted here'],
  ['E: Could not get lock /var/lib/dpkg/lock-frontend.', 'Another installation'],
])('%j is told in words', (output, words) => {
  expect(causeIn(output)).toContain(words);
});

test('a failure says what happened, why, and that the same command goes on', () => {
  expect(stepFailure('The packages could not be installed.', 'npm error code ENOSPC').message).toBe(
    'The packages could not be installed. The disk is full: free some space. ' +
      'Nothing half-made was left in the way: run the same command again to go on.',
  );
  expect(stepFailure('It failed.', 'first line\nodd trouble\n').message).toContain('It failed. odd trouble. Nothing');
});

test("only the project's own files are watched for changes", () => {
  expect(projectFile(join(projectFolder, 'main', 'ports', 'app.ts'))).toBe('main/ports/app.ts');
  expect(projectFile(`${join(projectFolder, 'main', 'ports', 'app.ts')}?raw`)).toBe('main/ports/app.ts');
  expect(projectFile(join(projectFolder, 'node_modules', 'vite', 'package.json'))).toBeUndefined();
  expect(projectFile('/etc/passwd')).toBeUndefined();
  expect(projectFile('\0virtual')).toBeUndefined();
});
