import { expect, test, vi } from 'vitest';

// Only its pure functions are tried here; the app itself is started in the tests of the whole.
vi.mock('electron', () => ({ app: {} }));
const { loginCommand, splitArguments } = await import('../../../main/desktop/launch-command.ts');

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
