import { readFileSync, statSync } from 'node:fs';
import { HISTORY_SPAN_MS, LAST_MOMENT, LONGEST_HISTORY, tidied } from '../core/history/history.ts';
import { DAY_MS, MINUTE_MS } from '../core/time/time.ts';
import type { HistoryEntry, HistoryEvent } from '../../preload/contract/history.ts';
import type { FailureKind } from '../../preload/contract/session.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import { appendOwn, OWNER_ONLY, replaceOwn } from '../files/own-files.ts';
import type { HistoryStore, Log } from '../ports/storage.ts';
import * as v from 'valibot';
import { FAILURE_TEXTS } from '../core/messages/request-failures.ts';

/** The first time is off the way of the start, and when NERD may have told the time. */
const FIRST_TIDYING_AFTER_MS = 10 * MINUTE_MS;
const LINES_BETWEEN_TIDYINGS = 500;
/** Far more than this app ever writes there; nothing that is larger is read. */
const LARGEST_FILE_BYTES = 4 * 1024 * 1024;
/** A file with more lines that are not whole is kept beside: something else has happened to it. */
const BROKEN_BY_POWER_CUT = 1;

/**
 * The history in a file of JSON lines, for the user's eyes alone. A line is one short write, and now and then the file
 * is written anew without what is old or said twice. A disk that is full or read-only costs the line, never the app;
 * what a power cut has left half-written is passed over, and what a newer version has written is kept for it.
 */
export function createHistoryFile(path: string, log: Log): HistoryStore {
  /** The file may end in the middle of a line. */
  let torn = true;
  let linesToGo = LINES_BETWEEN_TIDYINGS;
  let tidyAt: EpochMs | undefined;

  const tidy = (now: EpochMs): void => {
    try {
      const { entries, newer, broken } = read(path);
      if (broken > 0) log.event('historyNotWhole', { lines: broken });
      const young = newer.filter(({ at }) => at >= now - HISTORY_SPAN_MS).slice(-LONGEST_HISTORY);
      const lines = [...young.map(({ line }) => line), ...tidied(entries, now).map(historyLine)];
      replaceOwn(path, lines.map((line) => `${line}\n`).join(''), {
        mode: OWNER_ONLY,
        keepOldAs: broken > BROKEN_BY_POWER_CUT ? `${path}.set-aside` : undefined,
      });
    } catch {
      log.event('historyNotTidied');
    }
  };

  return {
    append(entry) {
      const line = `${historyLine(entry)}\n`;
      try {
        const isAfterHalfALine = torn && sizeOf(path) > 0;
        appendOwn(path, isAfterHalfALine ? `\n${line}` : line);
        torn = false;
      } catch {
        torn = true;
        return;
      }
      linesToGo -= 1;
      tidyAt ??= entry.at + FIRST_TIDYING_AFTER_MS;
      if (linesToGo > 0 && entry.at < tidyAt) return;
      linesToGo = LINES_BETWEEN_TIDYINGS;
      tidyAt = entry.at + DAY_MS;
      tidy(entry.at);
    },

    read() {
      try {
        return read(path).entries;
      } catch {
        return []; // there is none yet, or it cannot be read
      }
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** What a history file holds. */
interface Content {
  readonly entries: readonly HistoryEntry[];
  /** The lines that only a newer version knows. */
  readonly newer: readonly { readonly at: EpochMs; readonly line: string }[];
  /** How many lines are neither. */
  readonly broken: number;
}

function read(path: string): Content {
  if (sizeOf(path) > LARGEST_FILE_BYTES) return { entries: [], newer: [], broken: LARGEST_FILE_BYTES };
  const entries: HistoryEntry[] = [];
  const newer: { at: EpochMs; line: string }[] = [];
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  for (const line of lines) {
    const entry = parseHistoryLine(line);
    const at = momentOfLine(line);
    if (entry !== undefined) entries.push(entry);
    else if (at !== undefined) newer.push({ at, line });
  }
  return { entries, newer, broken: lines.length - entries.length - newer.length };
}

const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_MOMENT));
const span = v.pipe(v.number(), v.finite());
const failures = Object.keys(FAILURE_TEXTS) as FailureKind[];

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
function momentOfLine(line: string): EpochMs | undefined {
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
