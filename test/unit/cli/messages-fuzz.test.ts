import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  isAnswerAddress,
  openAnswerChannel,
  sendAnswer,
  type AnswerChannel,
} from '../../../main/cli/answer-channel.ts';
import { encodeRequest, parseAnswer, parseRequest, parseRequestLine } from '../../../main/cli/messages.ts';
import { parseCommandLine } from '../../../main/core/cli/command-line.ts';
import { anyValue, fuzz, jsonOf, nearly, PLANTED, torn } from '../../support/fuzz.ts';
import { say } from '../../support/say.ts';

const ADDRESS = '/run/user/1000/nerd-tray-aB3_9x/answer';
const REQUESTS = [
  { form: 1, hidden: true },
  { form: 1, hidden: false, command: { kind: 'copy', format: 'curl', notify: true }, answerTo: ADDRESS },
  { form: 1, hidden: false, command: { kind: 'status', json: true }, answerTo: ADDRESS },
  { form: 1, hidden: false, command: { kind: 'quit' } },
];
const ANSWER = { form: 1, code: 4, text: 'Not connected.' };
/** All but line breaks, of what a terminal obeys. */
const OBEYED = /[^\P{Cc}\n]/u;

describe('whatever another start of the program hands over', () => {
  fuzz('is passed over, or is a request', fc.oneof(nearly(REQUESTS), anyValue), (data) => {
    const request = parseRequest(data);
    return request === undefined || isDeepStrictEqual(parseRequest(encodeRequest(request)), request);
  });
  fuzz('at the app’s own channel is passed over, or is a request', jsonOf(REQUESTS), (line) => {
    const request = parseRequestLine(line);
    return request === undefined || isDeepStrictEqual(parseRequest(encodeRequest(request)), request);
  });
  fuzz('leads the answer to no address but one of our form', torn(fc.constant(ADDRESS)), (address) => {
    return !isAnswerAddress(address, 'linux') || /^\/(?:[^\0]*\/)?nerd-tray-\w{6}\/answer$/u.test(address);
  });
});

describe('whatever comes as an answer', () => {
  fuzz('is passed over, or is printed without what a terminal would obey', jsonOf([ANSWER]), (line) => {
    const answer = parseAnswer(line);
    return answer === undefined || (!OBEYED.test(answer.text) && (answer.code & 0xff) === answer.code);
  });
});

describe('the channel', () => {
  let channel: AnswerChannel;
  beforeAll(async () => {
    channel = await openAnswerChannel();
  });
  afterAll(() => channel.close());

  test('passes over a thousand answers that are none, and takes the one that is', async () => {
    const noAnswers = fc.sample(jsonOf([ANSWER]), 1000).filter((text) => parseAnswer(text) === undefined);
    while (noAnswers.length > 0) await Promise.all(noAnswers.splice(0, 100).map((text) => say(channel.address, text)));
    await sendAnswer(channel.address, { code: 4, text: 'Not connected.' });
    expect(await channel.answer(20_000)).toEqual({ code: 4, text: 'Not connected.' });
  });
});

describe('whatever is typed', () => {
  const known = ['--copy', '--copy=env', '--status=json', '--quit', '--hidden', `--answer-to=${ADDRESS}`, PLANTED];
  fuzz(
    'is understood, or answered by a sentence that a terminal can print, and that repeats little',
    fc.array(torn(fc.constantFrom(...known)), { maxLength: 4 }),
    (args) => {
      const line = parseCommandLine(args);
      if (line.kind !== 'invalid') return true;
      const { sentence } = line;
      return !OBEYED.test(sentence) && !sentence.includes(PLANTED) && sentence.length < 200;
    },
  );
});
