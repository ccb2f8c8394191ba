import * as v from 'valibot';
import type { AnnotationFormat } from './annotation.ts';
import {
  ANNOTATION_REQUEST,
  COPY_FORMAT,
  CREDENTIAL,
  ID,
  oneOf,
  PROXY_TEXT,
  SETTINGS,
  TEXT,
} from './command-fields.ts';
import type {
  ClaimsResult,
  ConnectResult,
  CopyResult,
  DiagnosticsResult,
  AnnotateResult,
  HistoryResult,
  KeyResult,
  PlainResult,
  ProxyResult,
  TokenCheckResult,
} from './command-results.ts';
import type { HistoryEvent } from './history.ts';
import type { CredentialKind, PauseUntil } from './session.ts';
import type { RequestedPage } from './snapshot.ts';
import type { DurationMs } from './time.ts';
import type { SnoozeUntil } from './week.ts';

/** What is known of a command once it has been carried out, beside its result. */
export interface CommandTiming {
  readonly tookMs: DurationMs;
  /** There was a session before. */
  readonly connected: boolean;
}

type FieldValues<Fields extends v.ObjectEntries> = v.InferOutput<v.StrictObjectSchema<Fields, undefined>>;

export interface Stored<Fields extends v.ObjectEntries, Result> {
  /** What the log calls the command, where that is not its kind: a name that is stored never changes. */
  readonly logName?: string;
  /** The command's entry in the history, which never holds what was typed. Without this there is no entry. */
  readonly history?: (command: FieldValues<Fields>, result: Result, timing: CommandTiming) => HistoryEvent;
}

interface Entry<Fields extends v.ObjectEntries, Result> extends Stored<Fields, Result> {
  /** What main lets through of the command's fields, beside its kind. */
  readonly fields: Fields;
  /** Carries types alone, and is never set. */
  readonly types?: { readonly fields: FieldValues<Fields>; readonly result: Result };
}

function answering<Result>() {
  return <Fields extends v.ObjectEntries>(
    fields: Fields,
    stored: Stored<Fields, Result> = {},
  ): Entry<Fields, Result> => ({ fields, ...stored });
}

const plain = answering<PlainResult>();
const connecting = answering<ConnectResult>();
const takingKey = answering<KeyResult>();

function connectEvent(account: CredentialKind) {
  return (_command: unknown, result: ConnectResult, { tookMs, connected: renewed }: CommandTiming): HistoryEvent => ({
    kind: 'connect',
    account,
    renewed,
    result: result.ok ? 'connected' : result.reason,
    tookMs,
  });
}

/**
 * Everything a person can ask for, from tray, window, notification or command line: how each command is parsed, what it
 * answers with, and what log and history record of it. A new command is an entry here and its handler in `main/commands`.
 */
export const COMMANDS = {
  /** Tries the refresh token in `text`, typed or pasted into the field. */
  connect: connecting({ text: TEXT }, { history: connectEvent('refreshToken') }),
  /** The same with what the clipboard holds; main reads it, on this command only. */
  connectFromClipboard: connecting({}, { history: connectEvent('refreshToken') }),
  /** Tries the unusual text that was entered last, which main holds until another is entered or this one dropped. */
  sendAnyway: connecting({}, { history: connectEvent('refreshToken') }),
  /** Lets go of the unusual text. */
  dropUnusual: plain({}),
  connectDemo: connecting({}, { history: connectEvent('demo') }),
  /** Tries the private key that was taken, or the pair that was made here, with its Client ID and, if it has one, key ID. */
  connectKeyPair: connecting(
    { clientId: ID, key: v.picklist(['taken', 'made']), kid: v.exactOptional(ID) },
    { history: connectEvent('keyPair') },
  ),

  /** Takes a private key that was pasted or dropped. Main alone holds it from then on, until it is connected or dropped. */
  takeKey: takingKey({ text: TEXT }),
  /** The same from a file that the user chooses in a dialog of main's. */
  chooseKeyFile: takingKey({}),
  /** Forgets the private key that was taken. */
  dropKey: plain({}),
  /** Makes a pair, stores its private key, and saves the public one where the user chooses. */
  makeKeyPair: plain({}),
  /** Saves the public key of the pair that waits for its Client ID once more. */
  savePublicKey: plain({}),
  /** Copies what to write to Kensho with the public key. */
  copyKeyEmail: plain({}),
  /** Deletes the pair that waits for its Client ID. */
  discardKeyPair: plain({}),

  /** Goes on with another credential of the keychain's; the one in use stays there. */
  useCredential: plain(
    { credential: CREDENTIAL },
    { history: ({ credential }, { ok }) => ({ kind: 'switch', to: credential, ok }) },
  ),
  /** Saves the refresh token that could not be tried, and tries it later. */
  saveForLater: plain({}, { logName: 'keepUntried' }),
  /** Uses the accepted refresh token from memory until the app quits. */
  keepInMemory: plain({}),
  /** Gives up the refresh token that is not the session's yet. */
  discardCandidate: plain({}),
  /** Reads the keychain again, or stores into it again. */
  retryKeychain: plain({}),
  /** Deletes one credential, the one in use unless said, from the keychain, and reads back that it is gone. */
  forget: plain(
    { credential: v.exactOptional(CREDENTIAL) },
    { history: ({ credential: of }, { ok }) => ({ kind: 'forget', ...(of && { of }), ok }) },
  ),

  /** Without a format, as the settings say. */
  copyAccessToken: answering<CopyResult>()(
    { format: v.exactOptional(COPY_FORMAT) },
    {
      history: (_command, result, { tookMs }) =>
        result.ok ? { kind: 'copy', ok: true, lastsMs: result.lastsMs, tookMs } : { kind: 'copy', ok: false, tookMs },
    },
  ),
  /** Clears the copied access token from the clipboard, if it is still there. */
  clearClipboard: plain({}),
  refreshNow: plain({}),
  /** Asks NERD once more about a credential that it has rejected. */
  tryAgain: plain({}),
  /** Pauses background requests: from now on only a copy sends requests. */
  pause: plain(
    { until: oneOf<PauseUntil>({ tomorrow: true, resumed: true }) },
    { history: ({ until }) => ({ kind: 'pause', until }) },
  ),
  resume: plain({}, { history: () => ({ kind: 'resume' }) }),
  /** Snoozes the warnings of the week's end. */
  snooze: plain(
    { until: oneOf<SnoozeUntil>({ inAnHour: true, tomorrow: true, nextWeek: true, now: true }) },
    { history: ({ until }) => ({ kind: 'snooze', until }) },
  ),

  /** Saves the refresh token's expiry as a calendar file where the user chooses. */
  saveExpiry: plain({}),

  /** The name and password for the proxy that asks. With `connect` and `takeKey` the only command that carries a secret. */
  answerProxy: answering<ProxyResult>()({ name: PROXY_TEXT, password: PROXY_TEXT }),
  /** Deletes the proxy's name and password from memory and keychain. */
  forgetProxy: plain({}),

  /** Opens one of the pages that the app knows in the user's browser, or a mail in the mail program. */
  openLink: plain({ link: v.picklist(['nerd', 'status', 'support', 'keyEmail']) }),
  openWindow: plain({
    page: v.exactOptional(
      oneOf<Exclude<RequestedPage, 'copyHere'>>({ replace: true, keyPair: true, settings: true, proxy: true }),
    ),
  }),
  changeSettings: plain({ settings: SETTINGS }),
  /** The user has read that there is no tray. */
  readNoTray: plain({}),
  quit: plain({}),

  readHistory: answering<HistoryResult>()({}),
  /** Puts the diagnostics together, for the user to read. */
  readDiagnostics: answering<DiagnosticsResult>()({}),
  /** Copies the diagnostics that were read last. */
  copyDiagnostics: plain({}),

  /** Finds the entities of a text; another one that is under way is cancelled. */
  annotate: answering<AnnotateResult>()({ request: ANNOTATION_REQUEST }, { logName: 'findEntities' }),
  cancelAnnotation: plain({}, { logName: 'cancelFinding' }),
  /** Copies what was found last, or the call that finds it. */
  copyAnnotations: plain(
    { as: oneOf<AnnotationFormat>({ json: true, csv: true, curl: true, python: true }) },
    { logName: 'copyFindings' },
  ),
  /** Asks NERD whose the access token is. */
  checkToken: answering<TokenCheckResult>()({}, { logName: 'testToken' }),
  /** What the access token says of itself. */
  showClaims: answering<ClaimsResult>()({}),
};
