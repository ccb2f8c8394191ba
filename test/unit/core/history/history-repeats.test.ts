import { expect, test } from 'vitest';
import { entryOf, tidied } from '../../../../main/core/history/history.ts';
import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import type { HistoryEvent } from '../../../../preload/contract/history.ts';
import { NOW } from '../../../support/core/states.ts';

const refresh = { kind: 'refresh', of: 'session', own: true, result: 'network', tookMs: 12 } as const;
const copy = { kind: 'copy', ok: true, lastsMs: 60_000, tookMs: 1 } as const;
const connect = { kind: 'connect', account: 'refreshToken', renewed: false, result: 'refused', tookMs: 1 } as const;
const clock = { kind: 'clock', shiftMs: MINUTE_MS, skewMs: 0, applied: true } as const;

/** How many entries two events become that lie so far apart. */
function kept(first: HistoryEvent, second: HistoryEvent, apartMs = MINUTE_MS): number {
  return tidied([entryOf(first, NOW - apartMs), entryOf(second, NOW)], NOW).length;
}

test.each<[HistoryEvent, HistoryEvent]>([
  [refresh, { ...refresh, tookMs: 99 }],
  [copy, { ...copy, lastsMs: 5 }],
  [connect, { ...connect, renewed: true }],
  [{ kind: 'slept' }, { kind: 'slept' }],
  [{ kind: 'woke' }, { kind: 'woke' }],
  [{ kind: 'resume' }, { kind: 'resume' }],
  [
    { kind: 'pause', until: 'tomorrow' },
    { kind: 'pause', until: 'tomorrow' },
  ],
  [
    { kind: 'snooze', until: 'tomorrow' },
    { kind: 'snooze', until: 'tomorrow' },
  ],
])('%j is a repeat of the like', (first, second) => {
  expect(kept(first, second)).toBe(1);
});

test.each<[HistoryEvent, HistoryEvent]>([
  [refresh, { ...refresh, of: 'candidate' }],
  [refresh, { ...refresh, own: false }],
  [refresh, { ...refresh, result: 'timeout' }],
  [
    { ...refresh, result: 'granted' },
    { ...refresh, result: 'granted' },
  ],
  [copy, { ...copy, ok: false }],
  [connect, { ...connect, account: 'demo' }],
  [connect, { ...connect, result: 'unreachable' }],
  [
    { ...connect, result: 'connected' },
    { ...connect, result: 'connected' },
  ],
  [{ kind: 'slept' }, { kind: 'woke' }],
  [
    { kind: 'pause', until: 'tomorrow' },
    { kind: 'pause', until: 'resumed' },
  ],
  [
    { kind: 'pause', until: 'tomorrow' },
    { kind: 'snooze', until: 'tomorrow' },
  ],
  [{ kind: 'stopped' }, { kind: 'stopped' }],
  [
    { kind: 'forget', ok: true },
    { kind: 'forget', ok: true },
  ],
  [
    { kind: 'warning', of: '2h' },
    { kind: 'warning', of: '2h' },
  ],
  [clock, clock],
])('%j is told beside %j', (first, second) => {
  expect(kept(first, second)).toBe(2);
});

test('repeats lie a quarter of an hour apart at most', () => {
  expect(kept({ kind: 'woke' }, { kind: 'woke' }, 15 * MINUTE_MS)).toBe(1);
  expect(kept({ kind: 'woke' }, { kind: 'woke' }, 15 * MINUTE_MS + 1)).toBe(2);
  expect(kept({ kind: 'woke' }, { kind: 'woke' }, 0)).toBe(1);
});
