import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOG_EVENTS, parseLogLine } from '../../../main/storage/log-line.ts';

const AT = Date.UTC(2026, 10, 24, 10);
const line = (event: string, fields: object = {}): string =>
  JSON.stringify({ at: '2026-11-24T10:00:00.000Z', event, ...fields });

test('a known event comes through with its known fields, and with no other', () => {
  const written = line('asked', { result: 'granted', tookMs: 12, token: 'hunter2' });
  expect(parseLogLine(written)).toEqual({ at: AT, event: 'asked', fields: { result: 'granted', tookMs: 12 } });
});

test.each([
  ['half a line', line('wake').slice(0, -4)],
  ['an unknown event', line('sang')],
  ['an event that every object has', line('constructor')],
  ['a word that is none of its own', line('asked', { result: 'hunter2', tookMs: 12 })],
  ['a command that is none', line('command', { kind: 'hunter2', ok: true })],
  ['a text for a number', line('asked', { result: 'granted', tookMs: 'hunter2' })],
  ['a version that is none', line('started', { version: '0.1.0-hunter2' })],
  ['a text for the time', JSON.stringify({ at: 'hunter2', event: 'wake' })],
  ['a time on no calendar', JSON.stringify({ at: '2026-99-99T10:00:00.000Z', event: 'wake' })],
])('%s does not', (_name, written) => {
  expect(parseLogLine(written)).toBeUndefined();
});

test('the class of a surprise is told only if it is the language’s own', () => {
  expect(parseLogLine(line('surprise', { name: 'RangeError' }))?.fields).toEqual({ name: 'RangeError' });
  expect(parseLogLine(line('surprise', { name: 'Hunter2Error' }))?.fields).toEqual({ name: 'another' });
});

test('every event that the app logs is known', () => {
  const main = join(import.meta.dirname, '..', '..', '..', 'main');
  const files = readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const source = files.map((name) => readFileSync(join(main, name), 'utf8')).join('\n');
  const logged = [...source.matchAll(/log\.event\(\s*'(\w+)'/gu)].map(([, name]) => name);
  expect(logged.length).toBeGreaterThan(15);
  expect(logged.filter((name) => !LOG_EVENTS.includes(name ?? ''))).toEqual([]);
});
