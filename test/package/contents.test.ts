import { extractFile, listPackage } from '@electron/asar';
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FALLBACK_VERSION } from '../../build/setup/electron-runtime.mjs';
import { SUITE_FOLDER } from '../../build/package/for-suite.mjs';
import { readFuses } from '../../build/package/fuses.mjs';
import { DEB_ROOT, INSTALLED, program, unpackedArchive } from '../support/package/packaged.ts';

const run = promisify(execFile);
const MEBIBYTE = 2 ** 20;
const ARCHIVE = join(INSTALLED, 'resources', 'app.asar');

describe.each([
  ['deb', INSTALLED],
  ['tar.gz', unpackedArchive()],
])('%s', (_name, folder) => {
  const resources = join(folder, 'resources');

  test('holds the app in at most 1 MiB, and outside of it one native file', async () => {
    const { size } = await stat(join(resources, 'app.asar'));
    expect(size).toBeGreaterThan(100_000);
    expect(size).toBeLessThanOrEqual(MEBIBYTE);
    const unpacked = await readdir(join(resources, 'app.asar.unpacked'), { recursive: true, withFileTypes: true });
    const files = unpacked.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const native = `node_modules/keytar/prebuilds/linux-${process.arch}/keytar.node`;
    expect(files).toEqual([join(resources, 'app.asar.unpacked', native)]);
  });

  test('can be turned into no other program', async () => {
    expect(await readFuses(program(folder))).toMatchObject({
      RunAsNode: false,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableCookieEncryption: true,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
    });
    expect(await readdir(resources)).not.toContain('default_app.asar');
  });

  test('brings only the languages that are used, and every licence', async () => {
    expect((await readdir(join(folder, 'locales'))).sort()).toEqual(['en-GB.pak', 'en-US.pak']);
    expect(await readFile(join(folder, 'LICENSE.electron.txt'), 'utf8')).toContain('Electron contributors');
    expect((await stat(join(folder, 'LICENSES.chromium.html'))).size).toBeGreaterThan(MEBIBYTE);
    expect(await readFile(join(resources, 'LICENSE'), 'utf8')).toContain('NERD Tray contributors');
    const licences = await readFile(join(resources, 'LICENSES.txt'), 'utf8');
    // Both that are bundled into main and the page, and those that ship as they are.
    for (const name of ['valibot', 'electron-store', 'jose', 'svelte', '@github/keytar', 'node-addon-api']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'mu'));
    }
  });
});

test('the list beside the packages names what the file of licences names, and Electron', async () => {
  const [name = '', ...others] = (await readdir(SUITE_FOLDER)).filter((file) => file.endsWith('.cdx.json'));
  expect(others).toEqual([]);
  const { components } = JSON.parse(await readFile(join(SUITE_FOLDER, name), 'utf8')) as {
    components: { name: string; group?: string; version: string }[];
  };
  const listed = components.map(({ group, name: plain, version }) => `${group ? `${group}/` : ''}${plain} ${version}`);
  const licences = await readFile(join(INSTALLED, 'resources', 'LICENSES.txt'), 'utf8');
  const licensed = [...licences.matchAll(/^-{80}\n\n(\S+ \S+) \(.+\)$/gmu)].map(([, named]) => named);
  const electron = (await readFile(join(INSTALLED, 'version'), 'utf8')).trim();
  expect(listed).toEqual([`electron ${electron}`, ...licensed]);
  expect(licensed.length).toBeGreaterThan(20);
});

test('the archive holds what runs, and nothing of tests, tools or sources', () => {
  const files = listPackage(ARCHIVE, { isPack: false }).filter((name) => /\.\w+$/u.test(name));
  const allowed = [
    /^\/package\.json$/u,
    /^\/build\/icons\/app\.png$/u,
    /^\/build\/tray\/(?!.*Template)[\w-]+(?:@[\d.]+x)?\.png$/u,
    /^\/out\/main\/[\w-]+\.js$/u,
    /^\/out\/preload\/index\.cjs$/u,
    /^\/out\/renderer\/(?:index\.html|index\.js|style\.css)$/u,
    // Pages that are loaded when they are looked at.
    /^\/out\/renderer\/[A-Z]\w+\.js$/u,
    /^\/node_modules\/keytar\/(?:package\.json|lib\/keytar\.js|prebuilds\/linux-\w+\/keytar\.node)$/u,
  ];
  expect(files.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  for (const pattern of allowed) expect(files.filter((name) => pattern.test(name)).length).toBeGreaterThan(0);
  const main = extractFile(ARCHIVE, 'out/main/index.js').toString();
  expect(main).not.toContain('sourceMappingURL');
  expect(main.split('\n').length).toBeLessThan(500);
});

test('what is not on the official Electron says so, in its version and on its About page', async () => {
  const electron = await readFile(join(INSTALLED, 'version'), 'utf8');
  const note = electron.trim() === FALLBACK_VERSION ? '-development' : '';
  const { version } = JSON.parse(extractFile(ARCHIVE, 'package.json').toString()) as { version: string };
  expect(version).toMatch(new RegExp(`^\\d+\\.\\d+\\.\\d+${note}$`, 'u'));
  const main = extractFile(ARCHIVE, 'out/main/index.js').toString();
  expect(main.includes('Development build on Electron ')).toBe(note !== '');
  const entry = await readFile(join(DEB_ROOT, 'usr/share/applications/nerd-tray.desktop'), 'utf8');
  expect(entry).toMatch(note === '' ? /^Name=NERD Tray$/mu : /^Name=NERD Tray \(development build\)$/mu);
});

test('the menu entry is right, and its icon is there in every size', async () => {
  const file = join(DEB_ROOT, 'usr/share/applications/nerd-tray.desktop');
  // Fails, and says why, if the entry breaks the specification.
  await run('desktop-file-validate', [file]);
  const entry = await readFile(file, 'utf8');
  expect(entry).toMatch(/^Exec=\/opt\/nerd-tray\/nerd-tray %U$/mu);
  expect(entry).toMatch(/^StartupWMClass=nerd-tray$/mu);
  expect(entry).toMatch(/^Icon=nerd-tray$/mu);
  const groups = [...entry.matchAll(/^\[Desktop Action (\w+)\]\nName=(.+)\nExec=(.+)$/gmu)].map((found) =>
    found.slice(1),
  );
  expect(groups).toEqual([
    ['copy', 'Copy access token', '/opt/nerd-tray/nerd-tray --copy --notify'],
    ['quit', 'Quit', '/opt/nerd-tray/nerd-tray --quit'],
  ]);
  expect(entry).toMatch(/^Actions=copy;quit;$/mu);
  const sizes = await readdir(join(DEB_ROOT, 'usr/share/icons/hicolor'));
  expect(sizes.map((size) => Number(size.split('x')[0])).sort((one, other) => one - other)).toEqual([
    16, 24, 32, 48, 64, 96, 128, 256, 512,
  ]);
  expect((await stat(join(DEB_ROOT, 'usr/share/doc/nerd-tray/copyright'))).size).toBeGreaterThan(1000);
});
