import { expect, test } from 'vitest';
import { commandHistory } from '../../../../main/core/history/history-of-commands.ts';
import type { Message } from '../../../../preload/contract/snapshot.ts';

const message: Message = { tone: 'problem', title: 'No', sentence: 'It did not work.', action: undefined };
const asked = { tookMs: 40, connected: false };

test('a connect is remembered by how it went, never by what was typed', () => {
  const typed = { kind: 'connect', text: 'secret-token' } as const;
  expect(commandHistory(typed, { ok: false, reason: 'refused', message }, asked)).toEqual({
    kind: 'connect',
    account: 'refreshToken',
    renewed: false,
    result: 'refused',
    tookMs: 40,
  });
  const pasted = { kind: 'connectFromClipboard' } as const;
  expect(commandHistory(pasted, { ok: true }, { ...asked, connected: true })).toMatchObject({
    renewed: true,
    result: 'connected',
  });
  expect(commandHistory({ kind: 'connectDemo' }, { ok: true }, asked)).toMatchObject({ account: 'demo' });
  expect(commandHistory({ kind: 'connectDemo' }, { ok: false, message }, asked)).toMatchObject({
    result: 'unexpected',
  });
});

test('a copy is remembered with what was left of the token', () => {
  const copied = { ok: true, expiresAt: 1, lastsMs: 2000, waited: false, message } as const;
  const copy = { kind: 'copyAccessToken' } as const;
  expect(commandHistory(copy, copied, asked)).toEqual({ kind: 'copy', ok: true, lastsMs: 2000, tookMs: 40 });
  expect(commandHistory(copy, { ok: false, message }, asked)).toEqual({ kind: 'copy', ok: false, tookMs: 40 });
});

test('pause, resume, snooze and forget are remembered; what changes nothing of the token is not', () => {
  expect(commandHistory({ kind: 'pause', until: 'tomorrow' }, { ok: true }, asked)).toEqual({
    kind: 'pause',
    until: 'tomorrow',
  });
  expect(commandHistory({ kind: 'resume' }, { ok: true }, asked)).toEqual({ kind: 'resume' });
  expect(commandHistory({ kind: 'snooze', until: 'inAnHour' }, { ok: true }, asked)).toEqual({
    kind: 'snooze',
    until: 'inAnHour',
  });
  expect(commandHistory({ kind: 'forget' }, { ok: false, message }, asked)).toEqual({ kind: 'forget', ok: false });
  expect(commandHistory({ kind: 'openWindow' }, { ok: true }, asked)).toBeUndefined();
});
