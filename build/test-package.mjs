// npm run test:package: installs the deb with apt in a bare Debian that is thrown away, and uses, upgrades and removes it.
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTestedPackages, SUITE_FOLDER, TEST_BUILD } from './package/for-suite.mjs';
import { ARCHIVE } from './package/kinds.mjs';
import { makeThrowAwayRoot } from './package/throw-away-root.mjs';
import { runCommand, setUp } from './setup.mjs';
import { PACKAGES } from './setup/debian.mjs';
import { SetupError, stepFailure } from './setup/failure.mjs';
import { run } from './setup/run.mjs';

/** In the throw-away system. */
const DEBS = '/opt/debs';
const NEWER = '99.0.0';
const APT = ['apt-get', '-qq', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends'];

/**
 * The same package with the archive of the build for tests, whose window can be driven, under this version.
 * @param {string} deb
 * @param {string} to
 * @param {string} [version] its own unless given
 */
async function forTests(deb, to, version) {
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

/** @param {readonly string[]} args */
async function dpkgDeb(args) {
  const result = await run('dpkg-deb', args, { doing: 'Making a newer package' });
  if (!result.ok) throw stepFailure('A newer package could not be made.', result.output);
}

await runCommand(async () => {
  if (process.getuid?.() !== 0) throw new SetupError('This makes a system to throw away, and needs root for it.');
  const electron = await setUp({ desktop: false });
  await ensureTestedPackages(electron);
  const deb = readdirSync(SUITE_FOLDER).find((name) => name.endsWith('.deb')) ?? '';
  const root = await makeThrowAwayRoot();
  try {
    await run('mkdir', ['-p', join(root.folder, DEBS)], { doing: '' });
    await forTests(join(SUITE_FOLDER, deb), join(root.folder, DEBS, 'nerd-tray.deb'));
    await forTests(join(SUITE_FOLDER, deb), join(root.folder, DEBS, 'nerd-tray-newer.deb'), NEWER);
    root.enter('root', ['apt-get', '-qq', 'update']);
    console.log('Installing the deb by apt.');
    root.enter('root', [...APT, `${DEBS}/nerd-tray.deb`]);
    // Before anything else is there: what the package says it needs has to be all that it needs.
    root.enter('root', ['sh', '-c', '! ldd /opt/nerd-tray/nerd-tray | grep "not found"']);
    console.log('Installing what the tests need.');
    const names = PACKAGES.map(([name = '']) => name);
    root.enter('root', [...APT, 'sudo', 'procps', ...names]);
    root.enter('root', ['sh', '-c', 'echo "tester ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/tester']);
    // The user cannot write into the project, where the other loader puts a file of its own.
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
  console.log('Installed, used, upgraded and removed: all as it should be.');
  return 0;
});
