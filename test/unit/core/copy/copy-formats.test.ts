import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { Language, Parser } from '@vscode/tree-sitter-wasm';
import { beforeAll, expect, test } from 'vitest';
import { curlCall, formatCopy, powershellCall, pythonCall } from '../../../../main/core/copy/copy-formats.ts';

const URL = 'https://nerd.example.com';
const NASTY = `$HOME "quoted" 'single' \\n \`id\` $(id) ünïcödé 🦊 and\na line`;

const parser = { powershell: undefined as Parser | undefined };

beforeAll(async () => {
  await Parser.init();
  parser.powershell = new Parser();
  const grammar = createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm');
  parser.powershell.setLanguage(await Language.load(grammar));
});

/** The strings in single quotes of PowerShell code, as its grammar finds them; throws if the code has an error. */
function powershellStrings(code: string): string[] {
  const root = parser.powershell?.parse(code)?.rootNode;
  if (root === undefined || root.hasError) throw new Error('not PowerShell');
  return root
    .descendantsOfType('verbatim_string_characters')
    .map((node) => (node?.text ?? '').slice(1, -1).replaceAll("''", "'"));
}

test('the token alone, and as a header', () => {
  expect(formatCopy('token', 'ey.a.b', URL)).toBe('ey.a.b');
  expect(formatCopy('header', 'ey.a.b', URL)).toBe('Authorization: Bearer ey.a.b');
});

test('as a call, with an example to try it on', () => {
  const call = { baseUrl: URL, accessToken: 'ey.a.b', knowledgeBases: ['capiq'] };
  const text = 'Kensho announced the release of NERD in 2021.';
  expect(formatCopy('curl', 'ey.a.b', URL)).toBe(curlCall({ ...call, text }));
  expect(formatCopy('python', 'ey.a.b', URL)).toBe(pythonCall({ ...call, text }));
  expect(formatCopy('powershell', 'ey.a.b', URL)).toBe(powershellCall({ ...call, text }));
});

test('Python is told where, with which token, and what to search in', () => {
  const call = { baseUrl: URL, accessToken: 'ey.a.b', knowledgeBases: ['capiq', 'wikimedia'], text: 'Kensho' };
  const lines = pythonCall(call).split('\n');
  expect(lines).toContain(`URL = "${URL}/api/v1/annotations-async"`);
  expect(lines).toContain('HEADERS = {"Authorization": "Bearer ey.a.b"}');
  expect(lines).toContain('    "knowledge_bases": ["capiq", "wikimedia"],');
});

test.each([
  ['a JWT', 'eyJ.a-b_c.d', 'NERD_ACCESS_TOKEN=eyJ.a-b_c.d'],
  ['one with a $', 'a$b', `NERD_ACCESS_TOKEN='a$b'`],
  ['one with both quotes', `a'b"c$d\\e`, `NERD_ACCESS_TOKEN="a'b\\"c\\$d\\\\e"`],
])('as a line of an .env file: %s', (_name, token, line) => {
  expect(formatCopy('env', token, URL)).toBe(line);
  // A shell reads it as the same.
  expect(execFileSync('sh', ['-c', `${line}; printf %s "$NERD_ACCESS_TOKEN"`]).toString()).toBe(token);
});

/** The words that a shell makes of the call, by a stand-in for curl that prints them. */
function wordsOf(call: string): string[] {
  const shell = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${call}`;
  return execFileSync('sh', ['-c', shell]).toString().split('\0').slice(0, -1);
}

test('a shell passes curl exactly what was meant, whatever the text holds', () => {
  const accessToken = `tok$en'"\\`;
  const words = wordsOf(curlCall({ baseUrl: URL, accessToken, knowledgeBases: ['capiq', 'wikimedia'], text: NASTY }));
  expect(words.slice(0, 7)).toEqual([
    // No meter of progress, but the reason of a failure.
    '-sS',
    `${URL}/api/v1/annotations-async`,
    '-H',
    `Authorization: Bearer ${accessToken}`,
    '-H',
    'Content-Type: application/json',
    '-d',
  ]);
  expect(JSON.parse(words[7] ?? '')).toEqual({ knowledge_bases: ['capiq', 'wikimedia'], text: NASTY });
});

test('PowerShell reads the code without an error, and each string as it was meant', () => {
  const accessToken = `tok$en'"\\`;
  const code = powershellCall({ baseUrl: URL, accessToken, knowledgeBases: ['capiq', 'wikimedia'], text: NASTY });
  const strings = powershellStrings(code);
  expect(strings.slice(0, 2)).toEqual([`${URL}/api/v1/annotations-async`, `Bearer ${accessToken}`]);
  expect(JSON.parse(strings[2] ?? '')).toEqual({ knowledge_bases: ['capiq', 'wikimedia'], text: NASTY });
  expect(strings.slice(3)).toEqual(['application/json', '?job_id=', 'pending', 'text', 'entity_label', 'entity_type']);
});

test('a quote that is not doubled is an error in PowerShell', () => {
  expect(() => powershellStrings(`$url = 'it's'`)).toThrow('not PowerShell');
});

test('calls are plain ASCII, so that every terminal and code page takes them', () => {
  const call = { baseUrl: URL, accessToken: 'ey.a.b', knowledgeBases: ['capiq'], text: NASTY };
  expect(curlCall(call)).toMatch(/^[\x20-\x7e\n]+$/u);
  expect(pythonCall(call)).toMatch(/^[\x20-\x7e\n]+$/u);
  expect(powershellCall(call)).toMatch(/^[\x20-\x7e\n]+$/u);
});

test('Python’s strings: quotes are escaped, a pair of surrogates is one character', () => {
  const call = { baseUrl: URL, accessToken: 'ey.a.b', knowledgeBases: ['capiq'], text: '"🦊" ü' };
  expect(pythonCall(call)).toContain('"text": "\\"\\U0001f98a\\" \\u00fc",');
});
