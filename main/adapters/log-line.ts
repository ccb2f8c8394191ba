import * as v from 'valibot';
import type { LogLine } from '../core/diagnostics-log.ts';
import type { TokenEvent } from '../core/events.ts';
import type { Session } from '../core/state.ts';
import { FAILURES } from '../core/words/failures.ts';
import type { CommandKind } from '../../preload/contract/command.ts';
import type { KeychainProblem, StorageSnapshot } from '../../preload/contract/snapshot.ts';
import type { SecretSlot } from '../ports.ts';

/** One of these words; complete, as the compiler sees to. */
const oneOf = <Word extends string>(words: Readonly<Record<Word, true>>) => v.picklist(Object.keys(words));

const number = v.pipe(v.number(), v.finite());
const command = oneOf<CommandKind>({
  connect: true,
  connectFromClipboard: true,
  connectDemo: true,
  takeKey: true,
  chooseKeyFile: true,
  dropKey: true,
  connectKeyPair: true,
  makeKeyPair: true,
  savePublicKey: true,
  copyKeyEmail: true,
  discardKeyPair: true,
  useCredential: true,
  keepUntried: true,
  keepInMemory: true,
  discardCandidate: true,
  retryKeychain: true,
  copyAccessToken: true,
  clearClipboard: true,
  refreshNow: true,
  pause: true,
  resume: true,
  snooze: true,
  answerProxy: true,
  forgetProxy: true,
  forget: true,
  openLink: true,
  openWindow: true,
  changeSettings: true,
  readHistory: true,
  readDiagnostics: true,
  copyDiagnostics: true,
  findEntities: true,
  cancelFinding: true,
  copyFindings: true,
  testToken: true,
  showClaims: true,
  readNoTray: true,
  quit: true,
});
const slot = oneOf<SecretSlot | 'proxy' | 'keyPairSetup'>({
  refreshToken: true,
  keyPair: true,
  demo: true,
  untried: true,
  proxy: true,
  keyPairSetup: true,
});
const why = oneOf<KeychainProblem>({
  missing: true,
  locked: true,
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
const tokenEvents: Readonly<Record<TokenEvent['kind'], typeof state>> = {
  keychainRead: state,
  keychainFailed: state,
  keptRead: state,
  switched: state,
  keptGone: state,
  woke: state,
  paused: state,
  resumed: state,
  refreshWanted: state,
  turnedDown: state,
  answered: state,
  candidateEntered: state,
  candidateFailed: state,
  candidateNotStored: state,
  candidateAccepted: state,
  candidateKept: state,
  candidateDiscarded: state,
  stored: state,
  forgotten: state,
  proxyAnswered: state,
  copied: state,
};
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
  asked: { result: v.picklist(['granted', ...Object.keys(FAILURES)]), tookMs: number },
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
