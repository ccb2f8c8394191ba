import * as v from 'valibot';
import { FAILURES } from '../core/messages/request-failures.ts';
import type { HistoryEntry, HistoryEvent } from '../../preload/contract/history.ts';
import type { EpochMs, FailureKind } from '../../preload/contract/snapshot.ts';

/** The last moment that JavaScript's dates know. */
const LAST_MOMENT = 8.64e15;
const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_MOMENT));
const span = v.pipe(v.number(), v.finite());
const failures = Object.keys(FAILURES) as FailureKind[];

const credential = v.picklist(['refreshToken', 'keyPair', 'demo']);

const plain = <const K extends string>(kind: K) => v.object({ kind: v.literal(kind) });

/** The known kinds with their known fields; whatever else a line holds is dropped. */
const event = v.variant('kind', [
  v.object({
    kind: v.literal('started'),
    version: v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/u)),
  }),
  plain('stopped'),
  plain('slept'),
  plain('woke'),
  v.object({
    kind: v.literal('refresh'),
    of: v.picklist(['session', 'candidate']),
    own: v.boolean(),
    result: v.picklist(['granted', ...failures]),
    tookMs: span,
  }),
  v.object({ kind: v.literal('copy'), ok: v.boolean(), lastsMs: v.exactOptional(span), tookMs: span }),
  v.object({
    kind: v.literal('connect'),
    account: credential,
    renewed: v.boolean(),
    result: v.picklist(['connected', 'field', 'refused', 'unreachable', 'notStored', 'replaced', 'unexpected']),
    tookMs: span,
  }),
  v.object({ kind: v.literal('switch'), to: credential, ok: v.boolean() }),
  v.object({ kind: v.literal('forget'), of: v.exactOptional(credential), ok: v.boolean() }),
  v.object({ kind: v.literal('pause'), until: v.picklist(['tomorrow', 'resumed']) }),
  plain('resume'),
  v.object({ kind: v.literal('warning'), of: v.picklist(['48h', '24h', '2h', 'end']) }),
  v.object({ kind: v.literal('snooze'), until: v.picklist(['inAnHour', 'tomorrow', 'nextWeek', 'now']) }),
  v.object({ kind: v.literal('clock'), shiftMs: span, skewMs: span, applied: v.boolean() }),
]);

const anyLine = v.object({ at: moment, kind: v.string() });

const when = v.object({
  at: moment,
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  lastAt: v.exactOptional(moment),
});

/** An entry as one line of JSON, without what goes without saying. */
export function historyLine({ at, times, lastAt, ...happened }: HistoryEntry): string {
  return JSON.stringify({ at, ...happened, ...(times > 1 && { times, lastAt }) });
}

/** The entry that a line holds; undefined if the line is not whole, or not one of these. */
export function parseHistoryLine(line: string): HistoryEntry | undefined {
  const value = parseJson(line);
  const moments = v.safeParse(when, value);
  const happened = v.safeParse(event, value);
  if (!moments.success || !happened.success) return undefined;
  const { at, times, lastAt = at } = moments.output;
  const known: HistoryEvent = happened.output;
  return { ...known, at, times, lastAt };
}

/** The moment of a line that is whole, though its kind or a word of it may be known to a newer version only. */
export function momentOfLine(line: string): EpochMs | undefined {
  const whole = v.safeParse(anyLine, parseJson(line));
  return whole.success ? whole.output.at : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // half a line, after a power cut or a full disk
  }
}
