import * as v from 'valibot';
import { COMMAND_LOG_NAMES } from '../core/history/command-records.ts';
import type { LogLine } from '../core/diagnostics/diagnostics-log.ts';
import type { Session } from '../core/token/state.ts';
import { FAILURE_TEXTS } from '../core/messages/request-failures.ts';
import type { KeychainProblem, StorageSnapshot } from '../../preload/contract/session.ts';
import { SLOT_NAMES, TOKEN_EVENT_NAMES } from './logged-names.ts';

/** One of these words; complete, as the compiler sees to. */
const oneOf = <Word extends string>(words: Readonly<Record<Word, true>>) => v.picklist(Object.keys(words));

const number = v.pipe(v.number(), v.finite());
const command = v.picklist(COMMAND_LOG_NAMES);
const slot = v.picklist(Object.values(SLOT_NAMES));
const why = oneOf<KeychainProblem>({
  missing: true,
  locked: true,
  keyringLocked: true,
  refused: true,
  slow: true,
  unreadable: true,
  tooLarge: true,
  failed: true,
});
const state = {
  session: oneOf<Session['kind']>({
    signedOut: true,
    refreshing: true,
    active: true,
    betweenTokens: true,
    retrying: true,
    rejected: true,
  }),
  storage: oneOf<StorageSnapshot['kind']>({ reading: true, keychain: true, memory: true, unavailable: true }),
};
const tokenEvents = Object.fromEntries(Object.values(TOKEN_EVENT_NAMES).map((name) => [name, state]));
/** The language's own errors; a class of somebody else's could be called anything. */
const ERRORS = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AggregateError', 'another'];

/** Electron's own words for how a process ended. */
const GONE = {
  reason: v.picklist([
    'clean-exit',
    'abnormal-exit',
    'killed',
    'crashed',
    'oom',
    'launch-failed',
    'integrity-failure',
    'memory-eviction',
  ]),
};

/** Every event of the log, with its fields. */
const EVENTS: Readonly<Record<string, v.ObjectEntries>> = {
  ...tokenEvents,
  asked: { result: v.picklist(['granted', ...Object.keys(FAILURE_TEXTS)]), tookMs: number },
  timeCorrected: { shiftMs: number, skewMs: number },
  command: { kind: command, ok: v.boolean() },
  commandFailed: { kind: command },
  entryNotRead: { slot },
  entryNotRemoved: { slot, why },
  started: { version: v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/u)) },
  wake: {},
  sleep: {},
  stopped: {},
  windowCrashed: { ...GONE, isClosed: v.boolean() },
  processGone: { ...GONE, type: v.picklist(['Utility', 'Zygote', 'Sandbox helper', 'GPU', 'Unknown']) },
  surprise: { name: v.fallback(v.picklist(ERRORS), 'another') },
  settingsNotWritten: {},
  settingsNotOpened: {},
  settingsNotMoved: {},
  settingsSetAside: {},
  loginItemNotWritten: {},
  historyNotWhole: { lines: number },
  historyNotTidied: {},
  shortcutNotTaken: {},
  clipboardCleared: { ours: v.boolean() },
  clipboardNotCleared: {},
  leftoverCleared: {},
  copyNotNoted: {},
  copyNoteNotRemoved: {},
  notificationsUnsupported: {},
  tray: { isThere: v.boolean() },
  trayMadeAnew: {},
};

/** The names of all events that {@link parseLogLine} knows. */
export const LOG_EVENTS: readonly string[] = Object.keys(EVENTS);

const head = v.object({
  at: v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), number),
  event: v.picklist(LOG_EVENTS),
});

/**
 * A line of the log, of which only known events with their known fields come through; undefined for any other. What is
 * not known is left out, not searched for secrets: nobody knows them all.
 */
export function parseLogLine(line: string): LogLine | undefined {
  const value = parseJson(line);
  const known = v.safeParse(head, value);
  if (!known.success) return undefined;
  const { at, event } = known.output;
  const fields = v.safeParse(v.object(EVENTS[event] ?? {}), value);
  return fields.success ? { at, event, fields: fields.output as LogLine['fields'] } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
