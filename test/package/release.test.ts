import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { execFile } from 'node:child_process';
import { cp, link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appVersion } from '../../build/compile.mjs';
import { configuration } from '../../build/package/configuration.mjs';
import { checksumLines, reasonsToRefuse } from '../../build/package/release-check.mjs';
import { DEBUGGABLE_APP, INSTALLED_APP, program } from '../support/package/package-paths.ts';

const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nerd-release-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const archiveIn = (app: string) => join(app, 'resources', 'app.asar');

/** An archive of the program and its code alone, under a release's name; not compressed, for the sake of time. */
async function archiveOf(executable: string): Promise<string> {
  const name = `nerd-tray-${appVersion()}-linux-x64.tar.gz`;
  const parts = ['app/nerd-tray', 'app/resources/app.asar'];
  await run('tar', ['-C', join(executable, '..', '..'), '-cf', join(folder, name), ...parts]);
  return name;
}

test('a package that is shut may be published, one that takes a debugger or any switch may not', async () => {
  const work = await mkdtemp(join(tmpdir(), 'nerd-release-'));
  const executable = join(work, 'app', 'nerd-tray');
  try {
    await mkdir(join(work, 'app', 'resources'), { recursive: true });
    await cp(program(INSTALLED_APP), executable);
    await cp(archiveIn(INSTALLED_APP), archiveIn(join(work, 'app')));
    const name = await archiveOf(executable);
    expect(await reasonsToRefuse(folder, [name])).toEqual([]);
    await cp(archiveIn(DEBUGGABLE_APP), archiveIn(join(work, 'app')));
    await archiveOf(executable);
    expect(await reasonsToRefuse(folder, [name])).toEqual([`${name} can be started with any switch: it is for tests.`]);
    await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
    await archiveOf(executable);
    expect(await reasonsToRefuse(folder, [name])).toEqual([`A debugger can be attached to ${name}: it is for tests.`]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});

test.each(['-development-linux-amd64.deb', '-for-tests-linux-x86_64.AppImage', '-linux.txt'])(
  '%s is refused by its name',
  async (ending) => {
    expect(await reasonsToRefuse(folder, [`nerd-tray-${appVersion()}${ending}`])).toHaveLength(1);
  },
);

test('an empty folder and another version are refused', async () => {
  expect(await reasonsToRefuse(folder, [])).toEqual(['There is no package.']);
  expect(await reasonsToRefuse(folder, ['nerd-tray-99.0.0-win-x64.exe'])).toHaveLength(1);
});

test('only a package for tests has its debugger open, and it is named for that', () => {
  const electron = { executable: '/e/electron', dist: '/e', version: '33.2.1', source: 'fallback' } as const;
  const making = { electron, system: 'linux', output: folder, quick: true } as const;
  const forTests = configuration({ ...making, kind: 'for-tests' });
  expect(forTests.electronFuses).toEqual({ enableNodeCliInspectArguments: true });
  expect(forTests.extraMetadata).toMatchObject({ version: `${appVersion()}-for-tests` });
  for (const kind of ['release', 'development'] as const) {
    expect(configuration({ ...making, kind }).electronFuses).toBeUndefined();
  }
});

test('the checksums are those that sha256sum takes', async () => {
  await writeFile(join(folder, 'one.deb'), 'one');
  await link(join(folder, 'one.deb'), join(folder, 'another.deb'));
  await writeFile(join(folder, 'SHA256SUMS'), await checksumLines(folder, await readdir(folder)));
  const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
  expect(stdout).toBe('another.deb: OK\none.deb: OK\n');
});
