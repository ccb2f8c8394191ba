import { expect, test } from 'vitest';
import { loginCommand, splitArguments, trustedAppImage } from '../../../main/desktop/launch-command.ts';

test('in a package all arguments are the app’s', () => {
  expect(splitArguments(['--copy', '--lang=de'], true)).toEqual({ before: [], args: ['--copy', '--lang=de'] });
});

test.each([
  [['.', '--copy'], ['.'], ['--copy']],
  [['--no-sandbox', '/project', '--copy'], ['--no-sandbox', '/project'], ['--copy']],
  [['-r', '/a/b.cjs', '/project', '--copy'], ['-r', '/a/b.cjs', '/project'], ['--copy']],
  [['/project'], ['/project'], []],
])('in a checkout those before what Electron is to run are Electron’s: %j', (args, before, own) => {
  expect(splitArguments(args, false)).toEqual({ before, args: own });
});

test('at login the app starts hidden, on the same profile', () => {
  const args = [
    '--copy',
    '--user-data-dir=/home/anna/p',
    '--no-sandbox',
    '--remote-debugging-port=9222',
    '--ozone-platform=x11',
  ];
  expect(loginCommand({ program: '/opt/nerd-tray', before: [], args })).toEqual([
    '/opt/nerd-tray',
    '--user-data-dir=/home/anna/p',
    '--ozone-platform=x11',
    '--hidden',
  ]);
  expect(loginCommand({ program: '/e/electron', before: ['-r', 'x.cjs', '/project'], args })).toEqual([
    '/e/electron',
    '/project',
    '--user-data-dir=/home/anna/p',
    '--no-sandbox',
    '--ozone-platform=x11',
    '--hidden',
  ]);
});

test('an AppImage is this program’s only if the program lies where that one is mounted', () => {
  const APPIMAGE = '/home/anna/nerd-tray.AppImage';
  const APPDIR = '/tmp/.mount_nerd';
  expect(trustedAppImage({ APPIMAGE, APPDIR }, '/tmp/.mount_nerd/nerd-tray')).toBe(APPIMAGE);
  expect(trustedAppImage({ APPIMAGE, APPDIR: `${APPDIR}/` }, '/tmp/.mount_nerd/usr/bin/nerd-tray')).toBe(APPIMAGE);
});

test.each([
  ['another’s mount', '/home/anna/other.AppImage', '/tmp/.mount_other'],
  ['a mount whose name only begins the same', '/home/anna/other.AppImage', '/opt/nerd'],
  ['no mount', '/home/anna/other.AppImage', undefined],
  ['an empty one', '/home/anna/other.AppImage', ''],
  ['the root of all', '/home/anna/other.AppImage', '/'],
  ['one that is not absolute', '/home/anna/other.AppImage', 'opt'],
  ['no file', undefined, '/opt/nerd-tray'],
  ['a file that is not absolute', 'other.AppImage', '/opt/nerd-tray'],
])('%s is not trusted', (_name, APPIMAGE, APPDIR) => {
  expect(trustedAppImage({ APPIMAGE, APPDIR }, '/opt/nerd-tray/nerd-tray')).toBeUndefined();
});
