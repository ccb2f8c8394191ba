import { describe, expect, test } from 'vitest';
import { parseRefreshToken } from '../../../../main/core/input/refresh-token-input.ts';
import { fc, test as property } from '../../../support/core/property.ts';
import { jwt, jwtUntil } from '../../../support/core/tokens.ts';

const TOKEN = 'Xy7_k-Q29wLm3~tE8.aB';
const END = Date.UTC(2026, 10, 24, 11);
const ACCESS = jwtUntil(END);

describe('a refresh token is found in', () => {
  test.each([
    ['itself', TOKEN],
    ['spaces and line breaks', `\r\n  ${TOKEN}\t\n`],
    ['a line break in its middle', `${TOKEN.slice(0, 12)}\n   ${TOKEN.slice(12)}`],
    ['lines of one length', `"${TOKEN.slice(0, 9)}\r\n${TOKEN.slice(9, 18)}\r\n${TOKEN.slice(18)}"`],
    ['double quotes', `"${TOKEN}"`],
    ['single quotes', `'${TOKEN}'`],
    ['curly quotes', `“${TOKEN}”`],
    ['low quotes', `„${TOKEN}“`],
    ['angled quotes', `« ${TOKEN} »`],
    ['corner brackets', `「${TOKEN}」`],
    ['backticks', `\`\`\`\n${TOKEN}\n\`\`\``],
    ['round brackets', `(${TOKEN})`],
    ['square brackets', `["${TOKEN}"]`],
    ['angle brackets', `<${TOKEN}>`],
    ['Bearer', `Bearer ${TOKEN}`],
    ['bearer in a header', `Authorization: bearer ${TOKEN}`],
    ['the line of the Quickstart', `REFRESH_TOKEN = "${TOKEN}"`],
    ['that line with a comma', `REFRESH_TOKEN="${TOKEN}",`],
    ['an environment line', `export REFRESH_TOKEN=${TOKEN}`],
    ['PowerShell', `$env:NERD_REFRESH_TOKEN = '${TOKEN}'`],
    ['a JavaScript line', `const refreshToken = '${TOKEN}';`],
    ['Python with a type', `refresh_token: str = "${TOKEN}"  # of this week`],
    ['a call in Python', `client = NERD(refresh_token="${TOKEN}", timeout=30)`],
    ['a dict in Python', `{'refresh_token': '${TOKEN}', 'n': 1}`],
    ['bytes in Python', `REFRESH_TOKEN = b"${TOKEN}"`],
    ['XML', `<refresh_token>${TOKEN}</refresh_token>`],
    ['a table', `| Refresh Token | ${TOKEN} |`],
    ['a cell', `Refresh Token\t${TOKEN}`],
    ['bold', `*Refresh token:* \`${TOKEN}\``],
    ['a line of a log', `10:00 refresh_token=${TOKEN} status=200`],
    ['a form', `grant_type=refresh_token&refresh_token=${TOKEN}&scope=x`],
    ['a wrapped line with its name', `refresh_token: ${TOKEN.slice(0, 12)}\n${TOKEN.slice(12)}`],
    ['a line with its name, and a signature', `refresh_token: ${TOKEN}\nAda`],
    ['JSON', `"refresh_token": "${TOKEN}",`],
    [
      'JSON with both tokens',
      JSON.stringify({ access_token: ACCESS, refresh_token: TOKEN, expires_in: 3600 }, null, 2),
    ],
    ['JSON in a string', JSON.stringify(JSON.stringify({ refresh_token: TOKEN }))],
    ['YAML', `nerd:\n  refresh_token: ${TOKEN}\n  base: https://nerd.kensho.com\n`],
    ['.env', `# NERD\nNERD_URL=https://nerd.kensho.com\nNERD_REFRESH_TOKEN=${TOKEN}\nDEBUG=1\n`],
    ['curl', `curl -sS "https://nerd.kensho.com/oauth2/refresh?refresh_token=${TOKEN}" | jq .`],
    ['curl without quotes', `curl https://nerd.kensho.com/oauth2/refresh?refresh_token=${TOKEN}&x=1 -v`],
    ['curl over lines', `curl -G \\\n  -d 'refresh_token=${TOKEN}' \\\n  https://nerd.kensho.com/oauth2/refresh`],
    ['a URL', `https://nerd.kensho.com/oauth2/refresh?refresh_token=${encodeURIComponent(TOKEN).replace('~', '%7E')}`],
    ['the words of the page', `Refresh Token: ${TOKEN}`],
    ['the page itself', `ada@example.com\nRefresh Token\n${TOKEN}\nAccess Token\n${ACCESS}\n`],
    ['the page in one line', `Refresh Token: ${TOKEN} Access Token: ${ACCESS}`],
    ['a mail about it', `Hi Grace,\n\nhere it is, žluťoučký:\n\nrefresh_token: ${TOKEN}\n\nAda`],
    ['a mail’s quotation', `> ${TOKEN}\n`],
    ['a list', `• ${TOKEN}`],
    ['a copy of itself', `${TOKEN}\n${TOKEN}`],
    ['zero-width marks', `\u200b${TOKEN}\ufeff`],
    ['zero-width marks within', `${TOKEN.slice(0, 5)}\u200b${TOKEN.slice(5)}`],
    ['soft hyphens', `${TOKEN.slice(0, 5)}\u00ad${TOKEN.slice(5)}`],
    ['direction marks', `\u202a\u200e${TOKEN}\u202c`],
    ['isolates', `\u2066${TOKEN}\u2069`],
    ['a BOM before a line', `\ufeffREFRESH_TOKEN=${TOKEN}\r\n`],
    ['no-break spaces', `\u00a0${TOKEN}\u202f`],
  ])('%s', (_name, text) => {
    expect(parseRefreshToken(text)).toEqual({ ok: true, refreshToken: TOKEN });
  });

  test('a JWT that says it refreshes', () => {
    const refreshToken = jwt({ typ: 'Refresh', exp: END / 1000 });
    expect(parseRefreshToken(refreshToken)).toEqual({ ok: true, refreshToken });
  });
});

describe('and nothing else passes for one:', () => {
  const OTHER = 'b8Kq-2m_Zr5wNv7xTc1Y';
  test.each([
    ['nothing', '', 'empty'],
    ['white space', ' \n\t ', 'empty'],
    ['invisible characters', '\ufeff\u200b\u00ad', 'empty'],
    ['empty quotes', '""', 'empty'],
    ['a line without its value', 'REFRESH_TOKEN = ""', 'empty'],
    ['an email', 'Hi Grace,\n\nshall we meet at noon? Order ORD-2026-11-28-998877.\n\nAda', 'none'],
    [
      'an email about tokens',
      'The refresh token: please copy it from the page, as I did on 2026-11-28T10:00:00Z.',
      'none',
    ],
    ['two words', 'Hello there', 'none'],
    ['words in a column', 'Congratulations\nEverybody', 'none'],
    ['code that reads it', 'refresh_token = os.environ["REFRESH_TOKEN"]', 'none'],
    ['a stand-in', 'REFRESH_TOKEN="YOUR_REFRESH_TOKEN"', 'none'],
    ['a stand-in in a URL', 'https://nerd.kensho.com/oauth2/refresh?refresh_token=<Refresh Token>', 'none'],
    ['a code in a mail', 'Hi Ada,\nyour verification token: 482913', 'none'],
    ['two tokens in lines', `${TOKEN}\n${OTHER}`, 'several'],
    ['two tokens by name', `REFRESH_TOKEN=${TOKEN}\nREFRESH_TOKEN=${OTHER}\n`, 'several'],
    ['a control character', `abc\u0007def`, 'controlCharacters'],
    ['a null', `abc\u0000`, 'controlCharacters'],
    ['bytes that are no text', `abc\ufffd`, 'controlCharacters'],
    ['letters that no token has', 'žluťoučký', 'notAscii'],
    ['a letter that looks like another', TOKEN.replace('a', 'а'), 'notAscii'],
    ['an emoji', 'token😀', 'notAscii'],
    ['over 16 KiB', 'a'.repeat(16 * 1024 + 1), 'tooLong'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', 'privateKey'],
    ['half a private key', 'MIIE\n-----END RSA PRIVATE KEY-----', 'privateKey'],
    ['a private key without its frame', `MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${'A'.repeat(64)}`, 'privateKey'],
    ['a private key of PuTTY', 'PuTTY-User-Key-File-3: ssh-rsa', 'privateKey'],
    ['a private key in JSON', '{"kty": "RSA", "n": "x", "d": "y"}', 'privateKey'],
    ['what is called an access token', `access_token=${TOKEN}`, 'accessToken'],
  ])('%s', (_name, text, problem) => {
    expect(parseRefreshToken(text)).toEqual({ ok: false, problem, expiresAt: undefined });
  });

  test.each([
    ['an access token', ACCESS],
    ['one in a header', `Authorization: Bearer ${ACCESS}`],
    ['one in a curl call', `curl -sS 'https://nerd.kensho.com/me' -H 'Authorization: Bearer ${ACCESS}'`],
    ['one in JSON', JSON.stringify({ access_token: ACCESS })],
    ['one that is called a refresh token', `REFRESH_TOKEN=${ACCESS}`],
    ['one in lines', `${ACCESS.slice(0, 30)}\n${ACCESS.slice(30)}`],
    ['one with soft hyphens', `${ACCESS.slice(0, 30)}\u00ad${ACCESS.slice(30)}`],
  ])('%s, and its end is told', (_name, text) => {
    expect(parseRefreshToken(text)).toEqual({ ok: false, problem: 'accessToken', expiresAt: END });
  });
});

test.each([
  ['15 characters', 'a'.repeat(15)],
  ['2,049 characters', 'a'.repeat(2049)],
  ['an email address', 'ada.lovelace@example.com'],
  ['an address of a page', 'https://example.com/a/long/path'],
  ['a token of something else', `csrf_token=${TOKEN}`],
  ['an assignment', 'PASSWORD=hunter2hunter2'],
  ['a path', '/home/ada/Documents/notes.txt'],
  ['a path of Windows', 'C:\\Users\\ada\\notes.txt'],
])('%s may be sent, if the person says so', (_name, text) => {
  expect(parseRefreshToken(`"${text}"`)).toEqual({ ok: false, problem: 'unusual', refreshToken: text });
});

test.each([16, 2048])('%i characters are usual', (length) => {
  expect(parseRefreshToken('a'.repeat(length))).toMatchObject({ ok: true });
});

test.each(['a', ' ', 'eyJ', 'eyJ.', 'token', 'token:', 'token=\n', '"', '(', '-', 'a ', 'a\n', '> '])(
  '16 KiB of “%s” are looked through at once',
  (piece) => {
    // A search that goes back and forth takes minutes, and the test's own limit ends it.
    expect(parseRefreshToken(`x${piece.repeat(16 * 1024).slice(0, 16 * 1024 - 2)}y`).ok).toBe(false);
  },
);

const from = (letters: string) => fc.constantFrom(...Array.from(letters));
const token = fc
  .string({ unit: from('abcXYZ019-_.~'), minLength: 16, maxLength: 60 })
  .filter((text) => !/^[.~]{0,2}\/|token|bearer/iu.test(text));
const around = fc.string({ unit: from(' \n\r\t"\'`“”«»()[]{}<>\u200b\u00ad\u200e\ufeff'), maxLength: 6 });
const frames: readonly ((token: string) => string)[] = [
  (text) => `refresh_token: ${text}`,
  (text) => `client = NERD(refresh_token='${text}')`,
  (text) => JSON.stringify({ access_token: ACCESS, refresh_token: text }),
  (text) => `A=1\nREFRESH_TOKEN=${text}\nB=2\n`,
  (text) => `curl "https://nerd.kensho.com/oauth2/refresh?refresh_token=${text}"`,
];

property('whatever stands around it, the token comes out whole', [token, around, around], (text, before, after) => {
  expect(parseRefreshToken(before + text + after)).toEqual({ ok: true, refreshToken: text });
});

property('whatever it is named in, the token comes out whole', [token, fc.constantFrom(...frames)], (text, frame) => {
  expect(parseRefreshToken(frame(text))).toEqual({ ok: true, refreshToken: text });
});

property(
  'an invisible character anywhere changes nothing',
  [token, fc.nat(), from('\u200b\u200d\u2060\u00ad\u200f\u2069\ufeff')],
  (text, at, mark) => {
    const place = at % (text.length + 1);
    expect(parseRefreshToken(text.slice(0, place) + mark + text.slice(place))).toEqual({
      ok: true,
      refreshToken: text,
    });
  },
);

const word = fc.string({ unit: from('abcdefgh'), minLength: 1, maxLength: 12 });

property('prose holds none', [fc.array(word, { minLength: 3, maxLength: 30 }), from(' \n')], (words, space) => {
  fc.pre(new Set(words).size > 2);
  expect(parseRefreshToken(words.join(space))).toMatchObject({ ok: false, problem: 'none' });
});

property(
  'what comes out goes in again unchanged, stood in the text, and never has a space or a control character',
  [
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: from('abZ09=:"\'\\ \n@/?&%.-_<>()tokenrfsh'), maxLength: 80 }),
    ),
  ],
  (text) => {
    const first = parseRefreshToken(text);
    if (!first.ok) return;
    expect(first.refreshToken).toMatch(/^[\x21-\x7e]+$/u);
    expect(parseRefreshToken(first.refreshToken)).toEqual(first);
  },
);
