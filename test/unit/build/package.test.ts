import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { controlFile, parseArguments } from '../../../build/package/fpm.mjs';
import {
  buildNote,
  constantsOf,
  isNamedForRelease,
  kindOf,
  menuName,
  packageVersion,
} from '../../../build/package/kinds.mjs';
import { licenceIn, licencesText, withKnownText } from '../../../build/package/licences.mjs';

const PROJECT = join(import.meta.dirname, '..', '..', '..');
const official = { executable: '/e/electron', dist: '/e', version: '45.4.1', source: 'official' } as const;
const fallback = { ...official, version: '33.2.1', source: 'fallback' } as const;

test('only a build on the official Electron is a release, and every other says what it is', () => {
  expect(kindOf(official, false)).toBe('release');
  expect(kindOf(fallback, false)).toBe('development');
  expect(kindOf(official, true)).toBe('for-tests');
  expect(buildNote('release', official)).toBe('');
  expect(buildNote('development', fallback)).toBe('Development build on Electron 33.2.1');
  expect(constantsOf('release', official)).toMatchObject({ switches: 'screened' });
  expect(constantsOf('development', fallback)).toMatchObject({ switches: 'screened' });
  expect(menuName('development')).toBe('NERD Tray (development build)');
  for (const kind of ['development', 'for-tests'] as const) {
    expect(isNamedForRelease(`nerd-tray-${packageVersion(kind)}-linux-x64.tar.gz`)).toBe(false);
  }
  expect(isNamedForRelease(`nerd-tray-${packageVersion('release')}-linux-x64.tar.gz`)).toBe(true);
});

test('a package with no licence, or without its text, stops the packing', () => {
  const good = { name: 'good', version: '1.0.0', identifier: 'MIT', text: 'You may.' };
  expect(licencesText([good, good]).match(/^good 1\.0\.0 \(MIT\)$/gmu)).toHaveLength(1);
  expect(() => licencesText([good, { ...good, name: 'nameless', identifier: null }])).toThrow('nameless 1.0.0');
  expect(() => licencesText([good, { ...good, name: 'textless', text: ' ' }])).toThrow('textless 1.0.0');
  expect(licenceIn(join(PROJECT, 'node_modules', 'keytar')).text).toContain('Permission is hereby granted');
});

test('a package that names the MIT licence and brings no text has it, if it is known to', () => {
  const bare = { name: '@nodable/entities', version: '3.1.0', identifier: 'MIT' };
  const { text } = withKnownText(bare);
  expect(text).toMatch(/^MIT License\n\nCopyright \(c\) Amit Gupta .*\n\nPermission is hereby granted/u);
  for (const other of [
    { ...bare, version: '3.2.0' },
    { ...bare, name: 'other' },
    { ...bare, identifier: 'GPL-3.0' },
  ]) {
    expect(withKnownText(other)).toBe(other);
  }
});

test('the stand-in for fpm reads what electron-builder gives, and refuses what it does not know', () => {
  const given = ['-s', 'dir', '--force', '-t', 'deb', '-d', 'libone', '-d', 'libtwo | libother', '--name', 'thing'];
  const { options, files } = parseArguments([...given, '--version', '1.0.0~development', '/built/=/opt/thing']);
  expect(files).toEqual([['/built/', '/opt/thing']]);
  expect(controlFile({ ...options, '--description': ['Does it\n Well.'] }, 12)).toBe(
    'Package: thing\nVersion: 1.0.0~development\nInstalled-Size: 12\nDepends: libone, libtwo | libother\nDescription: Does it\n Well.\n',
  );
  expect(() => parseArguments([...given, '--deb-systemd', 'unit'])).toThrow('--deb-systemd');
  expect(() => parseArguments(['-s', 'dir', '-t', 'rpm'])).toThrow('debs only');
});

test('Windows knows the app by the same id as its shortcut', () => {
  const id = /^appId: (\S+)$/mu.exec(readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8'))?.[1];
  expect(readFileSync(join(PROJECT, 'main', 'index.ts'), 'utf8')).toContain(`app.setAppUserModelId('${id ?? ''}')`);
});
