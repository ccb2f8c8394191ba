import { expect, test } from 'vitest';
import {
  switchesReturned,
  HELP,
  removedSwitchesNotice,
  notRunning,
  refusedSwitch,
  usage,
  type Answer,
} from '../../../../main/core/cli/answers.ts';
import { EXIT, OWN_SWITCHES, SCREENED } from '../../../../main/core/cli/command-line.ts';

test('help lists every switch that a person can use, and every exit status', () => {
  const passedOn = ['answer-to', SCREENED.slice(2)];
  const switches = OWN_SWITCHES.filter((name) => !passedOn.includes(name));
  expect(switches.filter((name) => !HELP.includes(`  --${name}`))).toEqual([]);
  expect(passedOn.filter((name) => HELP.includes(`--${name}`))).toEqual([]);
  const codes = Object.values(EXIT);
  expect(codes.filter((code) => !new RegExp(`^  ${code}  `, 'mu').test(HELP))).toEqual([]);
});

test('wrong usage says what is wrong, and where the switches are listed', () => {
  expect(usage('--quit takes no value.')).toEqual({
    code: EXIT.usage,
    text: '--quit takes no value. --help lists all switches.',
  });
});

test('what was left out is named, one as one and several as several', () => {
  expect(removedSwitchesNotice(['--inspect'])).toBe(
    'NERD Tray left out --inspect: it could expose your tokens. It goes on without it.',
  );
  expect(removedSwitchesNotice(['--a', '--b', 'SSLKEYLOGFILE'])).toBe(
    'NERD Tray left out --a, --b, and SSLKEYLOGFILE: they could expose your tokens. It goes on without them.',
  );
});

test('a switch that is refused is named with the reason', () => {
  const debug = refusedSwitch({ name: '--remote-debugging-port', why: 'debugger' });
  expect(debug).toMatchObject({ code: EXIT.usage });
  expect(debug.text).toContain('--remote-debugging-port: a debugger could read your tokens');
  expect(refusedSwitch({ name: '--no-sandbox', why: 'sandbox' }).text).toContain('without Chromium’s sandbox');
});

test.each<readonly [string, (name: string) => Answer | string]>([
  ['left out', (name) => removedSwitchesNotice([name])],
  ['refused', (name) => refusedSwitch({ name, why: 'debugger' })],
  ['always there', (name) => switchesReturned([name])],
])('a typed name that is %s reaches the terminal as short plain text', (_case, told) => {
  const answer = told(`--\u001B[31mred\u0007${'x'.repeat(5000)}`);
  const text = typeof answer === 'string' ? answer : answer.text;
  // eslint-disable-next-line no-control-regex -- what would steer a terminal is what must not be there
  expect(text).not.toMatch(/[\u0000-\u001F\u007F]/u);
  expect(text.length).toBeLessThan(250);
});

test('that nothing runs is told in words, or to a program as JSON', () => {
  expect(notRunning({ kind: 'status', json: true })).toEqual({
    code: EXIT.notRunning,
    text: '{"form":1,"running":false}',
  });
  const inWords = { code: EXIT.notRunning, text: 'NERD Tray is not running.' };
  expect(notRunning({ kind: 'status', json: false })).toEqual(inWords);
  expect(notRunning({ kind: 'quit' })).toEqual(inWords);
});
