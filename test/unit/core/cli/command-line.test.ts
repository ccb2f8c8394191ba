import { expect, test } from 'vitest';
import {
  parseCommandLine,
  toArguments,
  withoutOwnSwitches,
  type CliRequest,
} from '../../../../main/core/cli/command-line.ts';
import { HELP } from '../../../../main/core/cli/answers.ts';
import { COPY_FORMATS } from '../../../../main/core/copy/copy-labels.ts';

const parsed = (...args: string[]): unknown => {
  const line = parseCommandLine(args);
  return line.kind === 'request' ? line.request : line;
};

test.each<readonly [string[], CliRequest]>([
  [[], { hidden: false }],
  [['--hidden'], { hidden: true }],
  [['--copy'], { hidden: false, command: { kind: 'copy' } }],
  [['--copy', '--notify'], { hidden: false, command: { kind: 'copy', notify: true } }],
  [['--notify', '--copy=env'], { hidden: false, command: { kind: 'copy', format: 'env', notify: true } }],
  [['--status'], { hidden: false, command: { kind: 'status', json: false } }],
  [['--status=json'], { hidden: false, command: { kind: 'status', json: true } }],
  [['--refresh'], { hidden: false, command: { kind: 'refresh' } }],
  [['--show'], { hidden: false, command: { kind: 'show' } }],
  [['--quit'], { hidden: false, command: { kind: 'quit' } }],
  [['--hidden', '--copy'], { hidden: true, command: { kind: 'copy' } }],
  [['--copy', '--answer-to=/run/x'], { hidden: false, command: { kind: 'copy' }, answerTo: '/run/x' }],
])('%j is understood, whatever Chromium’s switches stand around it', (args, expected) => {
  expect(parsed(...args)).toEqual(expected);
  const amongOthers = ['--user-data-dir=/tmp/a b', ...args, '--ozone-platform=wayland', '--lang=de', '-psn_0_1'];
  expect(parsed(...amongOthers)).toEqual(expected);
  // And it survives being handed to a process that is started with it.
  expect(parsed(...toArguments(expected))).toEqual(expected);
  expect(withoutOwnSwitches(amongOthers)).toEqual([
    '--user-data-dir=/tmp/a b',
    '--ozone-platform=wayland',
    '--lang=de',
    '-psn_0_1',
  ]);
});

test.each(COPY_FORMATS)('--copy=%s asks for that format, and help names it', (format) => {
  expect(parsed(`--copy=${format}`)).toEqual({ hidden: false, command: { kind: 'copy', format } });
  expect(HELP).toMatch(new RegExp(`FORMAT: .*\\b${format}\\b`, 'u'));
});

test('help and version go before all else', () => {
  expect(parseCommandLine(['--copy', '--help'])).toEqual({ kind: 'help' });
  expect(parseCommandLine(['--version', '--copy'])).toEqual({ kind: 'version' });
});

test.each<readonly [string[], RegExp]>([
  [['--copy=json'], /one of token, header, curl, python, powershell, env/u],
  [['--copy='], /one of token/u],
  [['--status=xml'], /takes json/u],
  [['--quit=now'], /--quit takes no value/u],
  [['--help=me'], /--help takes no value/u],
  [['--copy', '--quit'], /--copy and --quit do not go together/u],
  [['--hidden', '--show'], /--hidden and --show do not go together/u],
  [['--notify'], /--notify goes with --copy only/u],
  [['--notify', '--status'], /--notify goes with --copy only/u],
  [['--notify=yes', '--copy'], /--notify takes no value/u],
  [['--coyp'], /“--coyp” is not a switch.*--copy\?/u],
  [['--stats'], /--status\?/u],
  [['--refrsh'], /--refresh\?/u],
  [['--Copy'], /--copy\?/u],
  [['--copy-format=curl'], /“--copy-format” is not.*--copy\?/u],
  [['copy'], /“copy” is not.*--copy\?/u],
  [['file.txt'], /“file.txt”/u],
  [[`eyJ${'x'.repeat(2000)}`], /“eyJx{12}…”/u],
])('%j is refused in words', (args, sentence) => {
  const line = parseCommandLine(args);
  expect(line.kind === 'invalid' && line.sentence).toMatch(sentence);
});

test.each([
  '--user-data-dir=/home/anna/copy',
  '--no-sandbox',
  '--remote-debugging-port=0',
  '--js-flags=--heap-snapshot-string-limit=10000000',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--show-fps-counter',
  '--headless',
  '--inspect=0',
  '--lang=en',
  '--v=1',
  '-r',
])('%s is Chromium’s own and let through', (arg) => {
  expect(parsed(arg)).toEqual({ hidden: false });
});
