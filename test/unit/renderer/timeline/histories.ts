import { DAY_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import type { HistoryEntry, HistoryEvent } from '../../../../preload/contract/history.ts';
import { recentHistory } from '../../../../main/core/history/history.ts';
import { historyEntry } from '../../../support/page-harness/histories.ts';
import { fc } from '../../../support/core/property.ts';

/** The end of a Sunday on which the clocks of Berlin went back. */
export const NOW = Date.UTC(2026, 9, 25, 22, 30);

/** Gives the event of a background refresh with this result. */
export const refresh = (result: Extract<HistoryEvent, { kind: 'refresh' }>['result']): HistoryEvent => ({
  kind: 'refresh',
  of: 'session',
  own: true,
  result,
  tookMs: 200,
});

const event = fc.constantFrom<HistoryEvent>(
  refresh('granted'),
  refresh('granted'),
  refresh('network'),
  refresh('timeout'),
  { kind: 'copy', ok: true, lastsMs: 42 * MINUTE_MS, tookMs: 10 },
  { kind: 'started', version: '0.1.0' },
  { kind: 'stopped' },
  { kind: 'slept' },
  { kind: 'woke' },
);

/** Whatever may be in a history, in the order and the folding in which the page reads it. */
export const anyHistory: fc.Arbitrary<readonly HistoryEntry[]> = fc
  .array(fc.tuple(event, fc.integer({ min: 0, max: 8 * DAY_MS })), { maxLength: 60 })
  .map((list) =>
    recentHistory(
      list.sort(([, one], [, other]) => other - one).map(([each, agoMs]) => historyEntry(each, NOW - agoMs)),
      NOW,
    ),
  );
