import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { execFile } from 'node:child_process';
import { cp, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appVersion } from '../../build/compile.mjs';
import { configuration } from '../../build/package/configuration.mjs';
import { readAllFuses } from '../../build/package/fuses.mjs';
import { checksumLines, reasonsToRefuse } from '../../build/package/release-check.mjs';
import { DRIVEN, INSTALLED, program } from '../support/package/packaged.ts';

const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nerd-release-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const archiveIn = (app: string) => join(app, 'resources', 'app.asar');

/** The folder `app` of the program and its code alone, packed for each target as electron-builder does; quickly. */
const PACKERS = {
  '-linux-x64.tar.gz': (work, file) => run('tar', ['-C', work, '-cf', file, 'app']),
  '-linux-amd64.deb': async (work, file) => {
    await mkdir(join(work, 'app', 'DEBIAN'), { recursive: true });
    const control = 'Package: nerd-tray\nVersion: 1\nArchitecture: amd64\nMaintainer: nobody\nDescription: it\n';
    await writeFile(join(work, 'app', 'DEBIAN', 'control'), control);
    await run('dpkg-deb', ['--root-owner-group', '-Znone', '--build', join(work, 'app'), file]);
  },
  // An installer is an archive behind a program, with another one in it. Here it is that without the program.
  '-win-x64.exe': async (work, file) => {
    const inner = join(work, '$PLUGINSDIR', 'app-64.7z');
    await run('7z', ['a', '-mx=0', inner, join(work, 'app')]);
    await run('7z', ['a', '-mx=0', '-t7z', file, join(work, '$PLUGINSDIR')]);
    await rm(inner);
  },
  '-mac-universal.zip': (work, file) => run('7z', ['a', '-mx=0', '-tzip', file, join(work, 'app')]),
  // No tool here writes a disk image; the one that reads them tells what it is by what is in it.
  '-mac-universal.dmg': (work, file) => run('7z', ['a', '-mx=0', '-tzip', file, join(work, 'app')]),
} satisfies Record<string, (work: string, file: string) => Promise<unknown>>;

test.each(Object.entries(PACKERS))(
  'a %s that is shut may be published, one that takes a debugger or any switch may not',
  async (ending, pack) => {
    const work = await mkdtemp(join(tmpdir(), 'nerd-release-'));
    const executable = join(work, 'app', 'nerd-tray');
    const name = `nerd-tray-${appVersion()}${ending}`;
    const reasons = async (): Promise<string[]> => {
      await rm(join(folder, name), { force: true });
      await pack(work, join(folder, name));
      return reasonsToRefuse(folder, [name]);
    };
    try {
      await mkdir(join(work, 'app', 'resources'), { recursive: true });
      await cp(program(INSTALLED), executable);
      await cp(archiveIn(INSTALLED), archiveIn(join(work, 'app')));
      expect(await reasons()).toEqual([]);
      await cp(archiveIn(DRIVEN), archiveIn(join(work, 'app')));
      expect(await reasons()).toEqual([`${name} can be started with any switch: it is for tests.`]);
      await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
      expect(await reasons()).toEqual([`A debugger can be attached to ${name}: it is for tests.`]);
      await rm(executable);
      expect(await reasons()).toEqual([`${name} holds no Electron, or no app for it.`]);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  },
);

test('one half of a build for both kinds of Mac that takes a debugger is enough', async () => {
  const work = await mkdtemp(join(tmpdir(), 'nerd-release-'));
  const closed = join(work, 'closed');
  const open = join(work, 'open');
  const both = join(work, 'both');
  try {
    await cp(program(INSTALLED), closed);
    await cp(closed, open);
    await flipFuses(open, { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true });
    await writeFile(both, Buffer.concat([await readFile(closed), await readFile(open)]));
    expect((await readAllFuses(both)).map(({ RunAsNode }) => RunAsNode)).toEqual([false, true]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});

test.each(['-linux-x64.tar.gz', '-linux-amd64.deb', '-linux-x86_64.AppImage', '-win-x64.exe', '-mac-universal.dmg'])(
  'a %s that cannot be opened may not be published',
  async (ending) => {
    const name = `nerd-tray-${appVersion()}${ending}`;
    await writeFile(join(folder, name), 'no package');
    const [reason, ...others] = await reasonsToRefuse(folder, [name]);
    expect(reason).toMatch(/could not be opened, so nobody knows what is in it: \S/u);
    expect(others).toEqual([]);
  },
);

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
