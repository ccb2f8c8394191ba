import type { Message, MessageAction } from '../../../preload/contract/message.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import type { Answer } from './answers.ts';
import { EXIT } from './command-line.ts';
import { span, type TimeFormat } from '../time/time-format.ts';
import { SECOND_MS } from '../time/time.ts';
import { utcDay, utcTime } from '../time/utc.ts';

/**
 * The status for a person or, with `json`, for a program. `--help` documents the JSON, whose fields are only ever added
 * to.
 */
export function statusReport(snapshot: AppSnapshot, times: TimeFormat, json: boolean): Answer {
  return { code: statusCode(snapshot), text: json ? statusJson(snapshot) : statusText(snapshot, times) };
}

/** The exit status of a command that found no access token: one for “not now”, another for “not without the user”. */
export function failureCode({ session, storage }: AppSnapshot): number {
  if (session.kind === 'rejected') return EXIT.notConnected;
  // A keychain that could not be read may well hold a session.
  return session.kind === 'signedOut' && storage.kind === 'keychain' ? EXIT.notConnected : EXIT.failed;
}

/** The actions for which something is entered in the window. */
const ENTERED: readonly MessageAction[] = ['connect', 'connectKeyPair', 'answerProxy'];

/** A message as a line for a terminal. Where its button would open a form, the line says how to open the window. */
export function messageText({ title, sentence, action }: Message): string {
  const isEntered = action !== undefined && ENTERED.includes(action.kind);
  const inWindow = isEntered ? ' nerd-tray --show opens the window.' : '';
  return `${title}. ${sentence}${inWindow}`;
}

function statusCode(snapshot: AppSnapshot): number {
  return validUntil(snapshot) === undefined ? failureCode(snapshot) : EXIT.done;
}

function statusText(snapshot: AppSnapshot, times: TimeFormat): string {
  const { message, warning, now, credential, clockMessage, holdMessage } = snapshot;
  const until = validUntil(snapshot);
  const ready = `An access token is ready: ${span((until ?? now) - now)} left, until ${times.moment(until ?? now, now)}.`;
  return [
    ...(credential?.kind === 'demo' ? ['Demo account.'] : []),
    ...(until === undefined ? [] : [ready]),
    messageText(message),
    ...[warning, holdMessage, clockMessage].filter((other) => other !== undefined).map(messageText),
  ].join('\n');
}

function statusJson(snapshot: AppSnapshot): string {
  const { message, credential, pause, week, proxyAsk, clockAheadMs, heldUntil } = snapshot;
  const until = validUntil(snapshot);
  return JSON.stringify({
    form: 1,
    running: true,
    state: reportedState(snapshot),
    working: until !== undefined,
    validUntil: iso(until),
    weekEndsEarliestAt: iso(week?.earliestEndAt),
    paused: pause !== undefined,
    account: credential === undefined ? null : credential.kind === 'demo' ? 'demo' : 'nerd',
    proxyAsks: proxyAsk === undefined ? null : `${proxyAsk.host}:${proxyAsk.port}`,
    credential: credential?.kind ?? null,
    title: message.title,
    sentence: message.sentence,
    clockAheadSeconds: clockAheadMs === undefined ? null : Math.round(clockAheadMs / SECOND_MS),
    heldUntil: iso(heldUntil),
  });
}

type ReportedState = 'active' | 'refreshing' | 'retrying' | 'refused' | 'notConnected' | 'keychainUnavailable';

function reportedState({ session, storage }: AppSnapshot): ReportedState {
  switch (session.kind) {
    case 'signedOut':
      if (storage.kind === 'unavailable') return 'keychainUnavailable';
      return storage.kind === 'reading' ? 'refreshing' : 'notConnected';
    case 'rejected':
      return 'refused';
    case 'active':
    case 'refreshing':
    case 'retrying':
      return session.kind;
  }
}

function validUntil({ session, now }: AppSnapshot): EpochMs | undefined {
  if (session.kind === 'signedOut' || session.expiresAt === undefined) return undefined;
  return session.expiresAt > now ? session.expiresAt : undefined;
}

function iso(at: EpochMs | undefined): string | null {
  return at === undefined ? null : `${utcDay(at)}T${utcTime(at)}Z`;
}
