import { expect, test } from 'vitest';
import { diagnosticsText } from '../../../../main/core/diagnostics/diagnostics.ts';
import { toSnapshot, type SnapshotContext } from '../../../../main/core/views/snapshot.ts';
import { INITIAL_STATE, type Candidate, type TokenState } from '../../../../main/core/token/state.ts';
import { DAY_MS, HOUR_MS } from '../../../../main/core/time/time.ts';
import { newWeek, used, weekSnapshot } from '../../../../main/core/week/week.ts';
import { ACTIVE, connected, CONTEXT, ELEVEN, GOOD, NOW } from '../../../support/core/states.ts';
import { SYSTEM } from './system.ts';

/** The lines under “State”. */
function stateLines(state: TokenState, context: Partial<SnapshotContext> = {}, skewMs = 0): string[] {
  const snapshot = toSnapshot(state, { ...CONTEXT, ...context });
  const text = diagnosticsText({ system: SYSTEM, snapshot, skewMs, history: [], log: [], logLeftOut: 0 });
  const [, rest = ''] = text.split('== State ==\n');
  return (rest.split('\n\n')[0] ?? '').split('\n');
}

test.each<[string, TokenState, string]>([
  ['not connected', INITIAL_STATE, 'session: signedOut'],
  [
    'fetched when copied',
    connected({ kind: 'active', held: GOOD, refreshAt: undefined }),
    'session: active, token ends 2026-11-24 11:00:00, next refresh none',
  ],
  [
    'after a failure',
    connected({
      kind: 'retrying',
      failure: { kind: 'tls' },
      attempt: 3,
      rejections: 0,
      retryAt: ELEVEN,
      held: undefined,
    }),
    'session: retrying after tls, attempt 3, next try 2026-11-24 11:00:00, token ends none',
  ],
  ['refused', connected({ kind: 'rejected', held: GOOD }), 'session: rejected, token ends 2026-11-24 11:00:00'],
  [
    'while it asks for its first token',
    connected({ kind: 'refreshing', attempt: 0, rejections: 0, held: undefined }),
    'session: refreshing, token ends none',
  ],
])('the session %s is told', (_name, state, line) => {
  expect(stateLines(state)[0]).toBe(line);
});

const facts = { id: 'new', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
const untried = { kind: 'savedForLater', facts, failure: undefined, attempt: 0, retryAt: ELEVEN } as const;

test.each<[Candidate, string]>([
  [{ kind: 'rejected', facts }, 'rejected'],
  [{ kind: 'unreachable', facts, failure: { kind: 'proxy' } }, 'unreachable, proxy'],
  [
    {
      kind: 'notStored',
      facts,
      why: 'locked',
      answer: { ok: true, accessToken: GOOD.value, jwtExpiresAt: GOOD.expiresAt },
      requestedAt: NOW,
    },
    'notStored, locked',
  ],
  [untried, 'untried, not asked yet, next try 2026-11-24 11:00:00'],
  [{ ...untried, failure: { kind: 'timeout' } }, 'untried, timeout, next try 2026-11-24 11:00:00'],
])('a token that was entered is told: $kind', (candidate, words) => {
  expect(stateLines(connected(ACTIVE, { candidate }))).toContain(`candidate: ${words}`);
});

test('the week is told with its ends, and whether they slide', () => {
  const week = newWeek(NOW - DAY_MS);
  expect(stateLines(connected(ACTIVE), { week: weekSnapshot(week) })).toEqual(
    expect.arrayContaining([
      'week: ends 2026-11-30 10:18:00 to 2026-11-30 10:18:00, fixed',
      'last used: 2026-11-23 10:18:00',
    ]),
  );
  const sliding = used(newWeek(NOW - 8 * DAY_MS), NOW);
  expect(stateLines(connected(ACTIVE), { week: weekSnapshot(sliding) }).join('\n')).toContain(', slides');
});

test('so are a pause, a wrong clock and a keychain that does not work', () => {
  const memory = { kind: 'memory', why: 'slow' } as const;
  const until = connected(ACTIVE, { pause: { untilAt: ELEVEN }, storage: memory });
  expect(stateLines(until, {}, -HOUR_MS)).toEqual(
    expect.arrayContaining(['paused: until 2026-11-24 11:00:00', 'storage: memory, slow', 'clock: -3600 s ahead']),
  );
  expect(stateLines(connected(ACTIVE, { pause: { untilAt: undefined } }))).toContain('paused: until resumed');
  expect(stateLines(connected(ACTIVE))).toContain('settings: kept');
  expect(stateLines(connected(ACTIVE), { settingsSetAside: 'old.json' })).toContain(
    'settings: Your settings could not be read',
  );
  expect(stateLines(connected(ACTIVE), { canPersistSettings: false })).toContain(
    'settings: Nothing can be saved here now',
  );
});

test('what there is nothing of has no line', () => {
  const names = stateLines(INITIAL_STATE).map((line) => line.split(':')[0]);
  expect(names).toEqual(['session', 'storage', 'clock', 'settings']);
});

test('log lines that are not known are counted, and an empty log and history say so', () => {
  const snapshot = toSnapshot(connected(ACTIVE), CONTEXT);
  const parts = { system: SYSTEM, snapshot, skewMs: 0, history: [], log: [] };
  expect(diagnosticsText({ ...parts, logLeftOut: 0 })).toMatch(/days ==\nempty\n\n== Log.*==\nempty\n$/u);
  expect(diagnosticsText({ ...parts, logLeftOut: 2 })).toMatch(
    /empty\n2 lines are left out, since they are not known\.\n$/u,
  );
});
