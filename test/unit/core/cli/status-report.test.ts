import { expect, test } from 'vitest';
import { failureCode, messageText, statusReport } from '../../../../main/core/cli/status-report.ts';
import { timeFormat } from '../../../../main/core/time/time-format.ts';
import type { AppSnapshot } from '../../../../preload/contract/snapshot.ts';
import { toSnapshot } from '../../../../main/core/views/snapshot.ts';
import { ACTIVE, connected, CONTEXT, NOW as AT } from '../../../support/core/states.ts';
import { everyState } from '../../../support/core/every-state.ts';
import type { Session } from '../../../../main/core/token/state.ts';
import { CONNECTED, MINUTE_MS, NOW } from '../../../support/page-harness/snapshots.ts';

const words = timeFormat('en-GB', 'UTC');
const SIGNED_OUT: AppSnapshot = {
  ...CONNECTED,
  session: { kind: 'signedOut' },
  credential: undefined,
  week: undefined,
};

const json = (snapshot: AppSnapshot): unknown => JSON.parse(statusReport(snapshot, words, true).text);

test('an access token that works is told with its end, and is 0', () => {
  const { code, text } = statusReport(CONNECTED, words, false);
  expect(code).toBe(0);
  expect(text).toMatch(/^An access token is ready: \d+ min left, until \d\d:\d\d\.\nEverything is fine\. /u);
});

test('the form for programs has its fields, with times in UTC, and no more', () => {
  expect(
    json({ ...CONNECTED, session: { kind: 'active', expiresAt: Date.UTC(2026, 10, 24, 11), refreshAt: undefined } }),
  ).toEqual({
    form: 1,
    running: true,
    state: 'active',
    working: true,
    validUntil: '2026-11-24T11:00:00Z',
    weekEndsEarliestAt: expect.stringMatching(/^2026-11-\d\dT\d\d:\d\d:\d\dZ$/u) as unknown,
    paused: false,
    account: 'nerd',
    proxyAsks: null,
    credential: 'refreshToken',
    title: 'Everything is fine',
    sentence: CONNECTED.message.sentence,
    clockAheadSeconds: null,
    heldUntil: null,
  });
});

/** A session that is well on a clock that is 2 h 5 min fast, while NERD has asked to wait for 20 min. */
function troubled(session?: Session): AppSnapshot {
  const state = connected(session ?? ACTIVE);
  return toSnapshot({ ...state, retryAfterAt: AT + 20 * MINUTE_MS }, { ...CONTEXT, skewMs: 125 * MINUTE_MS + 400 });
}

test('a wrong clock is told with how far it is off, and a pause that NERD asked for with its end', () => {
  const { text } = statusReport(troubled(), words, false);
  expect(text).toContain('\nNERD asked to wait until 10:38. Until then NERD Tray sends nothing, even if you click. ');
  expect(text).toContain('\nThis computer’s clock is 2 h 5 min fast. ');
  expect(json(troubled())).toMatchObject({ clockAheadSeconds: 7500, heldUntil: '2026-11-24T10:38:00Z' });
  expect(json(toSnapshot(connected({ kind: 'signedOut' }), { ...CONTEXT, skewMs: -3 * MINUTE_MS }))).toMatchObject({
    clockAheadSeconds: -180,
    heldUntil: null,
  });
});

test('a pause that NERD asked for is told once where the session’s own message is about it', () => {
  const limited = { kind: 'retrying', failure: { kind: 'rate_limited' }, attempt: 1, rejections: 0 } as const;
  const told = (retryAt: number): string =>
    statusReport(troubled({ ...limited, retryAt, held: undefined }), words, false).text;
  expect(told(AT + 20 * MINUTE_MS)).toContain('NERD asked to wait until 10:38. NERD Tray tries again then.');
  expect(told(AT + 30 * MINUTE_MS)).toContain('NERD asked to wait until 10:38. The next try is at 10:48.');
  expect(told(AT + 30 * MINUTE_MS).match(/asked to wait/gu)).toHaveLength(1);
});

test.each<readonly [string, AppSnapshot, number, string]>([
  ['signed out', SIGNED_OUT, 4, 'notConnected'],
  ['refused', { ...CONNECTED, session: { kind: 'rejected', expiresAt: undefined } }, 4, 'refused'],
  [
    'refused, the token still good',
    { ...CONNECTED, session: { kind: 'rejected', expiresAt: NOW + MINUTE_MS } },
    0,
    'refused',
  ],
  ['no keychain', { ...SIGNED_OUT, storage: { kind: 'unavailable', why: 'locked' } }, 1, 'keychainUnavailable'],
  ['reading the keychain', { ...SIGNED_OUT, storage: { kind: 'reading' } }, 1, 'refreshing'],
  ['first refresh', { ...CONNECTED, session: { kind: 'refreshing', expiresAt: undefined } }, 1, 'refreshing'],
  ['an old token at its end', { ...CONNECTED, session: { kind: 'refreshing', expiresAt: NOW } }, 1, 'refreshing'],
  [
    'offline with a good token',
    {
      ...CONNECTED,
      session: { kind: 'retrying', failure: 'network', attempt: 1, retryAt: NOW, expiresAt: NOW + MINUTE_MS },
    },
    0,
    'retrying',
  ],
])('%s', (_name, snapshot, code, state) => {
  expect(statusReport(snapshot, words, false).code).toBe(code);
  expect(json(snapshot)).toMatchObject({ state, working: code === 0 });
});

test('where nobody is connected there are nulls', () => {
  expect(json(SIGNED_OUT)).toMatchObject({ validUntil: null, weekEndsEarliestAt: null, account: null });
  expect(failureCode(SIGNED_OUT)).toBe(4);
});

test('a proxy that waits for a password is named, for people and for programs', () => {
  const proxyAsk = { host: 'proxy.example.com', port: 8080, scheme: 'basic', realm: 'office', refused: false };
  expect(json({ ...CONNECTED, proxyAsk })).toMatchObject({ proxyAsks: 'proxy.example.com:8080' });
  const stopped = everyState().find(([name]) => name === 'unreachable: a named proxy asks')?.[1];
  if (stopped === undefined) throw new Error('no such state');
  const report = statusReport(toSnapshot(stopped, CONTEXT), words, false);
  expect(report).toEqual({
    code: 4,
    text: 'The proxy wants a password. The proxy proxy.example.com:8080 wants a name and a password before it lets NERD Tray through to NERD. nerd-tray --show opens the window.',
  });
});

test.each([
  { kind: 'connect', label: 'Connect' },
  { kind: 'answerProxy', label: 'Enter name and password' },
] as const)('a message whose button enters something says how to come to the window: $kind', (action) => {
  expect(messageText({ tone: 'calm', title: 'A', sentence: 'B.', action })).toBe(
    'A. B. nerd-tray --show opens the window.',
  );
  expect(messageText({ tone: 'calm', title: 'A', sentence: 'B.', action: undefined })).toBe('A. B.');
});
