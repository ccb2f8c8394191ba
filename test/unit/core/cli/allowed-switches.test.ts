import { expect, test } from 'vitest';
import { OWN_SWITCHES } from '../../../../main/core/cli/command-line.ts';
import { screenArguments } from '../../../../main/core/cli/allowed-switches.ts';

test.each([
  ...OWN_SWITCHES.map((name) => `--${name}`),
  '--copy=header',
  '--answer-to=/run/user/1000/x',
  '--user-data-dir=/home/anna/a b',
  '--lang=de',
  '--force-device-scale-factor=1.5',
  '--ozone-platform=wayland',
  '--gtk-version=3',
  '--disable-gpu',
  '--disable-gpu-compositing',
  '--use-gl=egl',
  '--use-angle=gl',
  '--disable-dev-shm-usage',
  '--force-renderer-accessibility',
  '--force-high-contrast',
  '--force-prefers-reduced-motion',
  '--enable-wayland-ime',
  '--proxy-server=proxy.example:3128',
  '--proxy-bypass-list=<-loopback>',
  '--password-store=gnome-libsecret',
  '-psn_0_1',
  'a-word',
  '',
])('%j may stay', (arg) => {
  expect(screenArguments([arg], false)).toEqual({ kept: [arg], removed: [], refused: undefined });
});

test.each([
  '--enable-logging=file',
  '--v=1',
  '--vmodule=*=9',
  '--log-file=/tmp/x',
  '--trace-startup',
  '--trace-startup-file=/tmp/x',
  '--enable-tracing',
  '--ssl-key-log-file=/tmp/x',
  '--log-net-log=/tmp/x',
  '--net-log-capture-mode=Everything',
  '--ignore-certificate-errors',
  '--host-resolver-rules=MAP * 10.0.0.1',
  '--js-flags=--prof',
  '--enable-crash-reporter',
  '--single-process',
  '--no-zygote',
  '--disable-gpux',
  '--disable-gpu-sandbox',
  '--disable-gpu-made-up',
  '--disable-seccomp-filter-sandbox',
  '--load-extension=/tmp/x',
  '--renderer-cmd-prefix=gdb',
  '--made-up',
  '-v=1',
  ' --v=1',
  '\t-enable-logging',
  '--toString',
  '--',
  '-',
])('%j is taken out', (arg) => {
  const { kept, removed, refused } = screenArguments(['--copy', arg, '--lang=de'], false);
  expect(kept).toEqual(['--copy', '--lang=de']);
  expect(removed).toEqual([arg.trim().split('=')[0]]);
  expect(refused).toBeUndefined();
});

test.each([
  ['--remote-debugging-port=0', 'debugger'],
  ['--remote-debugging-pipe', 'debugger'],
  ['-remote-debugging-port=9222', 'debugger'],
  ['--inspect', 'debugger'],
  ['--inspect-brk=0', 'debugger'],
  ['--no-sandbox', 'sandbox'],
] as const)('with %s it does not start', (arg, why) => {
  expect(screenArguments(['--v=1', arg], false).refused).toEqual({ name: arg.split('=')[0], why });
});

test('of features only the listed ones pass', () => {
  const args = ['--enable-features=WaylandWindowDecorations,NetworkErrorLogging', '--disable-features=NetworkService'];
  expect(screenArguments(args, false)).toEqual({
    kept: ['--enable-features=WaylandWindowDecorations'],
    removed: ['--enable-features', '--disable-features'],
    refused: undefined,
  });
  const allowed = ['--enable-features=UseOzonePlatform,WaylandWindowDecorations'];
  expect(screenArguments(allowed, false)).toEqual({ kept: allowed, removed: [], refused: undefined });
});

test('on Windows capitals do not count, and a slash begins a switch', () => {
  expect(screenArguments(['--Enable-Logging', '/v=1', '-ToastActivated', '--LANG=de'], true)).toEqual({
    kept: ['-ToastActivated', '--LANG=de'],
    removed: ['--Enable-Logging', '/v'],
    refused: undefined,
  });
  expect(screenArguments(['--Remote-Debugging-Port=1'], true).refused).toMatchObject({ why: 'debugger' });
  expect(screenArguments(['--LANG=de'], false).removed).toEqual(['--LANG']);
});
