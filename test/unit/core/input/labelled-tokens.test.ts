import { expect, test } from 'vitest';
import { isTelling, labelledTokens } from '../../../../main/core/input/labelled-tokens.ts';

const ONE = 'Xy7_k-Q29wLm3~tE8.aB';
const OTHER = 'Qw5-p_Z81xNn4~rD7.cE';
const NONE = { refresh: [], plain: [], access: [] };

test('tokens are told apart by what they are named', () => {
  const text = `access_token = "${OTHER}"\nREFRESH_TOKEN=${ONE}\nmy token: ${OTHER}\n`;
  expect(labelledTokens(text)).toEqual({ refresh: [ONE], plain: [OTHER], access: [OTHER] });
});

test('a token that is named twice is given once', () => {
  expect(labelledTokens(`refresh_token=${ONE}\n"refresh_token": "${ONE}"\n`).refresh).toEqual([ONE]);
});

test('all tokens of one name are given, in the order of the text', () => {
  expect(labelledTokens(`refresh_token=${ONE}\nrefresh_token=${OTHER}\n`).refresh).toEqual([ONE, OTHER]);
});

test.each([
  ['in a URL, with its escapes', `?refresh_token=${ONE.replace('~', '%7E')}&x=1`],
  ['after a type', `refresh_token: str = "${ONE}"`],
  ['on the next line', `Refresh Token\n${ONE}\n`],
  ['over two lines', `refresh_token: ${ONE.slice(0, 12)}\n${ONE.slice(12)}`],
  ['after Bearer', `refresh token: Bearer ${ONE}`],
])('a value is found %s', (_where, text) => {
  expect(labelledTokens(text).refresh).toEqual([ONE]);
});

test.each([
  ['a token of something else', `csrf_token=${ONE}`],
  ['a placeholder', 'refresh_token=YOUR_REFRESH_TOKEN'],
  ['a variable of the shell', 'refresh_token=$NERD_TOKEN'],
  ['a call', 'refresh_token = os.environ["NERD"]'],
  ['a sentence', 'Refresh token: paste it here before Friday'],
  ['a sentence in quotes', 'refresh_token: "paste it here"'],
  ['a quote without an end', `refresh_token: "${ONE}`],
])('%s names no token', (_what, text) => {
  expect(labelledTokens(text)).toEqual(NONE);
});

test.each([
  [ONE, true],
  ['abcdefgh1234567', false],
  ['abcdefgh12345678', true],
  ['internationalization', false],
  ['12345678901234567890', false],
])('%s is plainly no word of a language: %s', (word, telling) => {
  expect(isTelling(word)).toBe(telling);
});
