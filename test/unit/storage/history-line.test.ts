import { expect, test } from 'vitest';
import { historyLine, parseHistoryLine } from '../../../main/storage/history-line.ts';
import { entryOf } from '../../../main/core/history/history.ts';
import type { HistoryEvent } from '../../../preload/contract/history.ts';

const ONE_OF_EACH: { readonly [K in HistoryEvent['kind']]: Extract<HistoryEvent, { kind: K }> } = {
  started: { kind: 'started', version: '0.1.0' },
  stopped: { kind: 'stopped' },
  slept: { kind: 'slept' },
  woke: { kind: 'woke' },
  refresh: { kind: 'refresh', of: 'candidate', own: false, result: 'rate_limited', tookMs: 12 },
  copy: { kind: 'copy', ok: true, lastsMs: 3_000_000, tookMs: 5 },
  connect: { kind: 'connect', account: 'demo', renewed: true, result: 'notStored', tookMs: 900 },
  switch: { kind: 'switch', to: 'keyPair', ok: true },
  forget: { kind: 'forget', ok: true },
  pause: { kind: 'pause', until: 'tomorrow' },
  resume: { kind: 'resume' },
  warning: { kind: 'warning', of: '24h' },
  snooze: { kind: 'snooze', until: 'nextWeek' },
  clock: { kind: 'clock', shiftMs: -60_000, skewMs: 60_000, applied: true },
};

test.each(Object.values(ONE_OF_EACH))('$kind is written and read back', (event) => {
  const entry = entryOf(event, 1000);
  expect(parseHistoryLine(historyLine(entry))).toEqual(entry);
  const repeated = { ...entry, times: 3, lastAt: 2000 };
  expect(parseHistoryLine(historyLine(repeated))).toEqual(repeated);
});

test('what an entry does not have is dropped', () => {
  expect(parseHistoryLine('{"at":1,"kind":"woke","note":"text","tookMs":3}')).toEqual(entryOf({ kind: 'woke' }, 1));
});

test.each([
  ['half a line', '{"at":1,"kind":"wo'],
  ['no object', '"woke"'],
  ['an unknown kind', '{"at":1,"kind":"sang"}'],
  ['no moment', '{"kind":"woke"}'],
  ['a moment that no calendar has', '{"at":1e300,"kind":"woke"}'],
  ['a word that is none of its own', '{"at":1,"kind":"warning","of":"hunter2"}'],
  ['a version that is none', '{"at":1,"kind":"started","version":"0.1.0 hunter2"}'],
  ['a text for a number', '{"at":1,"kind":"copy","ok":true,"tookMs":"hunter2"}'],
  ['a missing field', '{"at":1,"kind":"forget"}'],
  ['never', '{"at":1,"kind":"woke","times":0}'],
])('%s is no entry', (_name, line) => {
  expect(parseHistoryLine(line)).toBeUndefined();
});
