import { expect, test } from 'vitest';
import { COMMAND_LOG_NAMES, commandHistory, commandLogName } from '../../../../main/core/history/command-records.ts';
import type { CommandKind } from '../../../../preload/contract/command.ts';
import { COMMANDS } from '../../../../preload/contract/command-table.ts';
import type { Message } from '../../../../preload/contract/message.ts';

const message: Message = { tone: 'problem', title: 'No', sentence: 'It did not work.', action: undefined };
const FAILED = { ok: false, message } as const;
const OK = { ok: true } as const;
const timing = { tookMs: 40, connected: false };

test('a connect is remembered by how it went, never by what was typed', () => {
  const typed = { kind: 'connect', text: 'secret-token' } as const;
  expect(commandHistory(typed, { ...FAILED, reason: 'refused' }, timing)).toEqual({
    kind: 'connect',
    account: 'refreshToken',
    renewed: false,
    result: 'refused',
    tookMs: 40,
  });
  const pasted = { kind: 'connectFromClipboard' } as const;
  expect(commandHistory(pasted, OK, { ...timing, connected: true })).toEqual({
    kind: 'connect',
    account: 'refreshToken',
    renewed: true,
    result: 'connected',
    tookMs: 40,
  });
  expect(commandHistory({ kind: 'connectDemo' }, OK, timing)).toMatchObject({ kind: 'connect', account: 'demo' });
  const pair = { kind: 'connectKeyPair', clientId: 'secret-client', key: 'taken', kid: 'secret-key-id' } as const;
  expect(commandHistory(pair, OK, timing)).toEqual({
    kind: 'connect',
    account: 'keyPair',
    renewed: false,
    result: 'connected',
    tookMs: 40,
  });
});

test('a copy is remembered with what was left of the token', () => {
  const copied = { ok: true, expiresAt: 1, lastsMs: 2000, waited: false, message } as const;
  const copy = { kind: 'copyAccessToken' } as const;
  expect(commandHistory(copy, copied, timing)).toEqual({ kind: 'copy', ok: true, lastsMs: 2000, tookMs: 40 });
  expect(commandHistory(copy, FAILED, timing)).toEqual({ kind: 'copy', ok: false, tookMs: 40 });
});

test('pause, resume, snooze, switch and forget are remembered', () => {
  expect(commandHistory({ kind: 'pause', until: 'tomorrow' }, OK, timing)).toEqual({
    kind: 'pause',
    until: 'tomorrow',
  });
  expect(commandHistory({ kind: 'resume' }, OK, timing)).toEqual({ kind: 'resume' });
  expect(commandHistory({ kind: 'snooze', until: 'inAnHour' }, OK, timing)).toEqual({
    kind: 'snooze',
    until: 'inAnHour',
  });
  expect(commandHistory({ kind: 'useCredential', credential: 'demo' }, OK, timing)).toEqual({
    kind: 'switch',
    to: 'demo',
    ok: true,
  });
  expect(commandHistory({ kind: 'forget' }, FAILED, timing)).toEqual({ kind: 'forget', ok: false });
  expect(commandHistory({ kind: 'forget', credential: 'keyPair' }, OK, timing)).toEqual({
    kind: 'forget',
    of: 'keyPair',
    ok: true,
  });
});

test('these commands alone stand in the history: what changes nothing of the token does not', () => {
  const entries = Object.entries<{ readonly history?: unknown }>(COMMANDS);
  expect(
    entries
      .filter(([, { history }]) => history !== undefined)
      .map(([kind]) => kind)
      .sort(),
  ).toEqual([
    'connect',
    'connectDemo',
    'connectFromClipboard',
    'connectKeyPair',
    'copyAccessToken',
    'forget',
    'pause',
    'resume',
    'sendAnyway',
    'snooze',
    'useCredential',
  ]);
  expect(commandHistory({ kind: 'openWindow' }, OK, timing)).toBeUndefined();
});

test('each command has a name of its own in the log', () => {
  expect(new Set(COMMAND_LOG_NAMES).size).toBe(COMMAND_LOG_NAMES.length);
  expect(COMMAND_LOG_NAMES).toEqual((Object.keys(COMMANDS) as CommandKind[]).map(commandLogName));
});
