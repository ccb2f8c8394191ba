import type { HistoryEntry } from '../../../preload/contract/history.ts';
import type { Settings } from '../../../preload/contract/settings.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { historyLines, logLines, type LogLine } from './diagnostics-log.ts';
import { systemLines, type SystemFacts } from './diagnostics-system.ts';
import { SECOND_MS } from '../time/time.ts';
import { utc } from '../time/utc.ts';

export interface DiagnosticsParts {
  readonly system: SystemFacts;
  readonly snapshot: AppSnapshot;
  /** How far this computer's clock is ahead of NERD's. */
  readonly skewMs: DurationMs;
  readonly history: readonly HistoryEntry[];
  readonly log: readonly LogLine[];
  /** How many lines of the log are left out because they could not be parsed. */
  readonly logLeftOut: number;
}

/**
 * The diagnostics for a support person, as plain text. Every line is built from known fields with known values, so free
 * text from anywhere cannot come through.
 */
export function diagnosticsText(parts: DiagnosticsParts): string {
  const { system, snapshot, history, log, logLeftOut } = parts;
  const leftOut = logLeftOut === 0 ? [] : [`${logLeftOut} lines are left out, since they are not known.`];
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Versions', systemLines(snapshot, system)],
    ['Settings', settingsLines(snapshot.settings)],
    ['State', stateLines(parts)],
    ['History, the last 8 days', history.length === 0 ? ['empty'] : historyLines(history)],
    ['Log, on this computer’s clock', [...(log.length === 0 ? ['empty'] : logLines(log)), ...leftOut]],
  ];
  const head = ['NERD Tray diagnostics', utc(snapshot.now), 'All times are in UTC.'];
  return [head, ...sections.map(([title, lines]) => [`== ${title} ==`, ...lines])]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function settingsLines(settings: Settings): string[] {
  const {
    theme,
    trayClick,
    trayTitle,
    workingHours,
    tellCopiedEnd,
    copyFormat,
    clearCopy,
    copyShortcut,
    launchAtLogin,
  } = settings;
  const { fromHour, toHour, weekdays } = workingHours;
  // A setting that is missing here does not compile.
  const lines: Readonly<Record<keyof Settings, string>> = {
    theme,
    trayClick,
    trayTitle: yesOrNo(trayTitle),
    workingHours: `${fromHour} to ${toHour}, weekdays ${weekdays.join(' ')}`,
    notifyCopies: yesOrNo(settings.notifyCopies),
    tellCopiedEnd: yesOrNo(tellCopiedEnd),
    copyFormat,
    clearCopy,
    copyShortcut: copyShortcut ?? 'none',
    launchAtLogin: yesOrNo(launchAtLogin),
  };
  return Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
}

function stateLines({ snapshot, skewMs }: DiagnosticsParts): string[] {
  const { credential, otherCredentials, pendingKeyPair, week, storage, candidate, pause } = snapshot;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['session', sessionText(snapshot)],
    ['credential', credential && `${credential.kind}, entered ${utc(credential.enteredAt)}`],
    ['kept beside it', otherCredentials.length === 0 ? undefined : otherCredentials.map(({ kind }) => kind).join(', ')],
    ['key pair that waits', pendingKeyPair && `made ${utc(pendingKeyPair.madeAt)}`],
    [
      'week',
      week && `ends ${utc(week.earliestEndAt)} to ${utc(week.latestEndAt)}, ${week.slides ? 'slides' : 'fixed'}`,
    ],
    ['last used', week && utc(week.lastUsedAt)],
    ['storage', 'why' in storage ? `${storage.kind}, ${storage.why}` : storage.kind],
    ['candidate', candidate && candidateText(candidate)],
    ['paused', pause && (pause.untilAt === undefined ? 'until resumed' : `until ${utc(pause.untilAt)}`)],
    ['clock', `${Math.round(skewMs / SECOND_MS)} s ahead`],
    ['settings', snapshot.settingsMessage?.title ?? 'kept'],
  ];
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
}

function sessionText({ session }: AppSnapshot): string {
  if (session.kind === 'signedOut') return session.kind;
  const ends = `, token ends ${moment(session.expiresAt)}`;
  switch (session.kind) {
    case 'active':
      return `active${ends}, next refresh ${moment(session.refreshAt)}`;
    case 'retrying':
      return `retrying after ${session.failure}, attempt ${session.attempt}, next try ${utc(session.retryAt)}${ends}`;
    case 'refreshing':
    case 'rejected':
      return `${session.kind}${ends}`;
  }
}

function candidateText(candidate: NonNullable<AppSnapshot['candidate']>): string {
  switch (candidate.kind) {
    case 'unreachable':
      return `unreachable, ${candidate.failure}`;
    case 'notStored':
      return `notStored, ${candidate.why}`;
    case 'savedForLater':
      return `untried, ${candidate.failure ?? 'not asked yet'}, next try ${utc(candidate.retryAt)}`;
    case 'trying':
    case 'rejected':
      return candidate.kind;
  }
}

function moment(at: EpochMs | undefined): string {
  return at === undefined ? 'none' : utc(at);
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
