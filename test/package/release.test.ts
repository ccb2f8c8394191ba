import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { execFile } from 'node:child_process';
import { cp, link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appVersion } from '../../build/compile.mjs';
import { configuration } from '../../build/package/configuration.mjs';
import { readAllFuses, readFuses } from '../../build/package/fuses.mjs';
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

const MAC_FRAMEWORK = 'NERD Tray.app/Contents/Frameworks/Electron Framework.framework';

/** Where electron-builder puts the file with the fuses and the app's code on each system. */
const LAYOUTS = {
  linux: { electron: 'app/nerd-tray', archives: ['app/resources/app.asar'] },
  win: { electron: 'app/NERD Tray.exe', archives: ['app/resources/app.asar'] },
  mac: {
    electron: `${MAC_FRAMEWORK}/Versions/A/Electron Framework`,
    archives: ['NERD Tray.app/Contents/Resources/app.asar'],
  },
  // The code of a build for both kinds of Mac may differ.
  macUniversal: {
    electron: `${MAC_FRAMEWORK}/Versions/A/Electron Framework`,
    archives: ['NERD Tray.app/Contents/Resources/app-x64.asar', 'NERD Tray.app/Contents/Resources/app-arm64.asar'],
  },
} as const;

type Pack = (work: string, file: string) => Promise<unknown>;

const zip: Pack = (work, file) => run('7z', ['a', '-mx=0', '-tzip', '-snl', file, join(work, 'NERD Tray.app')]);

/** The program and its code alone, packed for each target as electron-builder does; quickly. */
const PACKERS: readonly (readonly [string, keyof typeof LAYOUTS, Pack])[] = [
  ['-linux-x64.tar.gz', 'linux', (work, file) => run('tar', ['-C', work, '-cf', file, 'app'])],
  [
    '-linux-amd64.deb',
    'linux',
    async (work, file) => {
      await mkdir(join(work, 'app', 'DEBIAN'), { recursive: true });
      const control = 'Package: nerd-tray\nVersion: 1\nArchitecture: amd64\nMaintainer: nobody\nDescription: it\n';
      await writeFile(join(work, 'app', 'DEBIAN', 'control'), control);
      await run('dpkg-deb', ['--root-owner-group', '-Znone', '--build', join(work, 'app'), file]);
    },
  ],
  // An installer is an archive behind a program, with another one in it. Here it is that without the program.
  [
    '-win-x64.exe',
    'win',
    async (work, file) => {
      const inner = join(work, '$PLUGINSDIR', 'app-64.7z');
      await run('7z', ['a', '-mx=0', inner, join(work, 'app', '*')]);
      await run('7z', ['a', '-mx=0', '-t7z', file, join(work, '$PLUGINSDIR')]);
      await rm(inner);
    },
  ],
  ['-win-x64.zip', 'win', (work, file) => run('7z', ['a', '-mx=0', '-tzip', file, join(work, 'app', '*')])],
  ['-mac-arm64.zip', 'mac', zip],
  ['-mac-universal.zip', 'macUniversal', zip],
  // No tool here writes a disk image; the one that reads them tells what it is by what is in it.
  ['-mac-universal.dmg', 'macUniversal', zip],
];

/** Writes what a layout says below `work`: the release's files, and for a Mac the small program and links around them. */
async function layOut(work: string, layout: keyof typeof LAYOUTS): Promise<void> {
  const { electron, archives } = LAYOUTS[layout];
  for (const file of [electron, ...archives]) await mkdir(dirname(join(work, file)), { recursive: true });
  await cp(program(INSTALLED_APP), join(work, electron));
  for (const archive of archives) await cp(archiveIn(INSTALLED_APP), join(work, archive));
  if (!electron.startsWith(MAC_FRAMEWORK)) return;
  await mkdir(join(work, 'NERD Tray.app/Contents/MacOS'));
  await writeFile(join(work, 'NERD Tray.app/Contents/MacOS/NERD Tray'), 'starts the framework');
  await symlink('A', join(work, MAC_FRAMEWORK, 'Versions/Current'));
  await symlink('Versions/Current/Electron Framework', join(work, MAC_FRAMEWORK, 'Electron Framework'));
}

test.each(PACKERS)(
  'a %s that is shut may be published, one that takes a debugger or any switch may not',
  async (ending, layout, pack) => {
    const work = await mkdtemp(join(tmpdir(), 'nerd-release-'));
    const executable = join(work, LAYOUTS[layout].electron);
    const name = `nerd-tray-${appVersion()}${ending}`;
    const reasons = async (): Promise<string[]> => {
      await rm(join(folder, name), { force: true });
      await pack(work, join(folder, name));
      return reasonsToRefuse(folder, [name]);
    };
    try {
      await layOut(work, layout);
      expect(await reasons()).toEqual([]);
      // The last one: each has to be looked at.
      await cp(archiveIn(DEBUGGABLE_APP), join(work, LAYOUTS[layout].archives.at(-1) ?? ''));
      expect(await reasons()).toEqual([`${name} can be started with any switch: it is for tests.`]);
      // Of a Mac's app it is given the folder, and finds the framework by its links.
      const electron = layout.startsWith('mac') ? join(work, 'NERD Tray.app') : executable;
      await flipFuses(electron, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
      expect(await reasons()).toEqual([`A debugger can be attached to ${name}: it is for tests.`]);
      await rm(executable);
      expect(await reasons()).toEqual([`${name} holds no Electron, or no app for it.`]);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  },
);

test.each([
  ['RunAsNode', 'A debugger can be attached'],
  ['EnableCookieEncryption', 'is not shut as a release is'],
  ['EnableNodeOptionsEnvironmentVariable', 'A debugger can be attached'],
  ['EnableNodeCliInspectArguments', 'A debugger can be attached'],
  ['EnableEmbeddedAsarIntegrityValidation', 'is not shut as a release is'],
  ['OnlyLoadAppFromAsar', 'is not shut as a release is'],
  ['LoadBrowserProcessSpecificV8Snapshot', 'is not shut as a release is'],
  ['GrantFileProtocolExtraPrivileges', 'is not shut as a release is'],
] as const)('a package whose fuse %s stands otherwise than in a release may not be published', async (fuse, why) => {
  const work = await mkdtemp(join(tmpdir(), 'nerd-release-'));
  const executable = join(work, LAYOUTS.linux.electron);
  const name = `nerd-tray-${appVersion()}-linux-x64.tar.gz`;
  try {
    await layOut(work, 'linux');
    const stands = (await readFuses(executable))[fuse];
    await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options[fuse]]: !stands });
    await run('tar', ['-C', work, '-cf', join(folder, name), 'app']);
    const [reason, ...others] = await reasonsToRefuse(folder, [name]);
    expect(reason).toContain(why);
    expect(others).toEqual([]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});

test('one half of a build for both kinds of Mac that takes a debugger is enough', async () => {
  const work = await mkdtemp(join(tmpdir(), 'nerd-release-'));
  const closed = join(work, 'closed');
  const open = join(work, 'open');
  const both = join(work, 'both');
  try {
    await cp(program(INSTALLED_APP), closed);
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
