import { expect, test } from 'vitest';
import { historyLines, logLines } from '../../../../main/core/diagnostics/diagnostics-log.ts';
import type { HistoryEntry } from '../../../../preload/contract/history.ts';

const LATE = Date.UTC(2026, 10, 24, 23, 59, 58);
const once = (at: number) => ({ at, times: 1, lastAt: at });

test('each day is written once, before its lines', () => {
  const lines = [LATE, LATE + 1000, LATE + 2000].map((at) => ({ at, event: 'wake', fields: {} }));
  expect(logLines(lines)).toEqual(['2026-11-24', '23:59:58 wake', '23:59:59 wake', '2026-11-25', '00:00:00 wake']);
});

test('a line of the log carries its fields by name', () => {
  const fields = { result: 'granted', tookMs: 231, ok: true };
  expect(logLines([{ at: LATE, event: 'asked', fields }])[1]).toBe('23:59:58 asked result=granted tookMs=231 ok=true');
});

test('repeats are one line, which says how many and until when', () => {
  const entries: readonly HistoryEntry[] = [
    { kind: 'resume', ...once(LATE) },
    { kind: 'resume', at: LATE, times: 3, lastAt: LATE + 62_000 },
  ];
  const [, first, repeated] = historyLines(entries);
  expect(repeated).toBe(`${first} (3 times until 00:01:00)`);
});

test('nothing gives no lines', () => {
  expect([...historyLines([]), ...logLines([])]).toEqual([]);
});
