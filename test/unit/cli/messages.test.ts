import { expect, test } from 'vitest';
import { answerLine, encodeRequest, parseAnswer, parseRequest } from '../../../main/cli/messages.ts';
import type { CliRequest } from '../../../main/core/cli/command-line.ts';

test.each<CliRequest>([
  { hidden: true },
  { hidden: false, command: { kind: 'copy', format: 'curl' }, answerTo: '/run/user/1000/nerd-tray-abcdef/answer' },
  { hidden: false, command: { kind: 'copy', notify: true } },
  { hidden: false, command: { kind: 'copy' } },
  { hidden: false, command: { kind: 'status', json: true } },
  { hidden: false, command: { kind: 'quit' } },
])('what is asked arrives as it was: %j', (asked) => {
  expect(parseRequest(encodeRequest(asked))).toEqual(asked);
});

test.each([
  undefined,
  null,
  'copy',
  {},
  { form: 2, hidden: false },
  { form: 1 },
  { form: 1, hidden: 'yes' },
  { form: 1, hidden: false, command: { kind: 'forget' } },
  { form: 1, hidden: false, command: { kind: 'copy', format: 'raw' } },
  { form: 1, hidden: false, command: { kind: 'copy', notify: 'yes' } },
  { form: 1, hidden: false, command: { kind: 'quit', now: true } },
  { form: 1, hidden: false, answerTo: 7 },
  { form: 1, hidden: false, answerTo: 'x'.repeat(1000) },
])('anything else is nothing: %j', (data) => {
  expect(parseRequest(data)).toBeUndefined();
});

test('an answer arrives as it was, without what a terminal would obey', () => {
  expect(parseAnswer(answerLine({ code: 4, text: 'Not connected.\nConnect.' }))).toEqual({
    code: 4,
    text: 'Not connected.\nConnect.',
  });
  expect(parseAnswer(answerLine({ code: 0, text: 'a\u001b[2Jb\u009bc\r\td' }))).toEqual({ code: 0, text: 'a[2Jbcd' });
});

test.each([
  '',
  'hello',
  '{"form":1,"code":0',
  '{"form":2,"code":0,"text":""}',
  '{"form":1,"code":256,"text":""}',
  '{"form":1,"code":-1,"text":""}',
  '{"form":1,"code":0.5,"text":""}',
  '{"form":1,"code":0}',
  JSON.stringify({ form: 1, code: 0, text: 'x'.repeat(20_000) }),
])('anything else is no answer: %j', (line) => {
  expect(parseAnswer(line)).toBeUndefined();
});
