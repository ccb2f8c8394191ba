import { expect, test } from 'vitest';
import { historyLabel } from '../../../../main/core/history/history-labels.ts';
import type { HistoryEvent } from '../../../../preload/contract/history.ts';

const refresh = { kind: 'refresh', of: 'session', own: true, result: 'network', tookMs: 12 } as const;
const connect = { kind: 'connect', account: 'refreshToken', renewed: false, result: 'connected', tookMs: 40 } as const;

test.each<[HistoryEvent, string]>([
  [{ kind: 'started', version: '0.1.0' }, 'started 0.1.0'],
  [{ kind: 'stopped' }, 'stopped'],
  [{ kind: 'slept' }, 'slept'],
  [{ kind: 'woke' }, 'woke'],
  [refresh, 'refresh: network, of its own accord, 12 ms'],
  [{ ...refresh, of: 'candidate', own: false }, 'refresh with the token entered: network, asked for, 12 ms'],
  [{ kind: 'copy', ok: true, lastsMs: 90_499, tookMs: 3 }, 'copy: done, lasts 90 s, 3 ms'],
  [{ kind: 'copy', ok: false, tookMs: 3 }, 'copy: failed, 3 ms'],
  [connect, 'connect: connected, 40 ms'],
  [{ ...connect, renewed: true, result: 'refused' }, 'new refresh token: refused, 40 ms'],
  [{ ...connect, account: 'demo', renewed: true }, 'demo account: connected, 40 ms'],
  [{ kind: 'forget', ok: true }, 'forget: done'],
  [{ kind: 'forget', ok: false }, 'forget: failed'],
  [{ kind: 'pause', until: 'tomorrow' }, 'paused until tomorrow'],
  [{ kind: 'pause', until: 'resumed' }, 'paused until resumed'],
  [{ kind: 'resume' }, 'resumed'],
  [{ kind: 'warning', of: '24h' }, "warned of the week's end: 24h"],
  [{ kind: 'snooze', until: 'tomorrow' }, 'warnings snoozed: tomorrow'],
  [{ kind: 'clock', shiftMs: -60_000, skewMs: 59_600, applied: true }, 'clock corrected by -60 s, 60 s ahead'],
])('%j in words', (event, words) => {
  expect(historyLabel(event)).toBe(words);
});
