// npm run test:package: installs the deb with apt in a temporary bare Debian, uses, upgrades and removes it.
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTestedPackages, SUITE_FOLDER, TEST_BUILD } from './package/tested-packages.mjs';
import { ARCHIVE } from './package/kinds.mjs';
import { makeThrowAwayRoot } from './package/throw-away-root.mjs';
import { runCommand, setUp } from './setup.mjs';
import { PACKAGES } from './setup/debian.mjs';
import { SetupError, stepFailure } from './setup/failure.mjs';
import { run } from './setup/run.mjs';

/** The folder of the packages inside the temporary system. */
const DEBS = '/opt/debs';
/** A version that is higher than any release's, for the upgrade. */
const NEWER_VERSION = '99.0.0';
const APT = ['apt-get', '-qq', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends'];

/**
 * Writes a copy of a package that holds the code of the test build, because only that one's window can be driven.
 * @param {string} deb
 * @param {string} to the copy's path
 * @param {string} [version] the copy's version; the package's own by default
 */
async function writeTestPackage(deb, to, version) {
  const work = `${to}.work`;
  const control = join(work, 'DEBIAN', 'control');
  try {
    await dpkgDeb(['-R', deb, work]);
    if (version !== undefined)
      writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/mu, `Version: ${version}`));
    copyFileSync(join(TEST_BUILD, ARCHIVE), join(work, 'opt', 'nerd-tray', ARCHIVE));
    await dpkgDeb(['--root-owner-group', '-Zgzip', '-z1', '--build', work, to]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} args
 * @throws {SetupError} if dpkg-deb fails
 */
async function dpkgDeb(args) {
  const result = await run('dpkg-deb', args, { doing: 'Making a newer package' });
  if (!result.ok) throw stepFailure('A newer package could not be made.', result.output);
}

await runCommand(async () => {
  if (process.getuid?.() !== 0) throw new SetupError('This makes a temporary Debian system, which needs root.');
  const electron = await setUp({ desktop: false });
  await ensureTestedPackages(electron);
  const deb = readdirSync(SUITE_FOLDER).find((name) => name.endsWith('.deb')) ?? '';
  const root = await makeThrowAwayRoot();
  try {
    await run('mkdir', ['-p', join(root.folder, DEBS)], { doing: '' });
    await writeTestPackage(join(SUITE_FOLDER, deb), join(root.folder, DEBS, 'nerd-tray.deb'));
    await writeTestPackage(join(SUITE_FOLDER, deb), join(root.folder, DEBS, 'nerd-tray-newer.deb'), NEWER_VERSION);
    root.enter('root', ['apt-get', '-qq', 'update']);
    console.log('Installing the deb by apt.');
    root.enter('root', [...APT, `${DEBS}/nerd-tray.deb`]);
    // This runs before anything else is installed, because the package's declared dependencies have to be all it needs.
    root.enter('root', ['sh', '-c', '! ldd /opt/nerd-tray/nerd-tray | grep "not found"']);
    console.log('Installing what the tests need.');
    const names = PACKAGES.map(([name = '']) => name);
    root.enter('root', [...APT, 'sudo', 'procps', ...names]);
    root.enter('root', ['sh', '-c', 'echo "tester ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/tester']);
    // The user cannot write into the project, where Vitest's default loader would write a temporary file.
    const vitest = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'build/vitest.config.mjs',
      '--configLoader',
      'native',
    ];
    root.enter('tester', ['node', ...vitest, '--project', 'installed', '--reporter=verbose']);
  } finally {
    root.remove();
  }
  console.log('The deb installs, runs, upgrades and is removed as it should.');
  return 0;
});
