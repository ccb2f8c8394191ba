import type { Command } from '../../../preload/contract/command.ts';
import type { CopyFormat } from '../../../preload/contract/settings.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import { COPY_FORMATS, COPY_LABELS } from '../copy/copy-labels.ts';
import type { TimeFormat } from '../time/time-format.ts';
import { span } from '../time/time-format.ts';

/** The icons in `build/tray/`, whose shapes differ without colour. */
export type TrayIcon = 'fresh' | 'paused' | 'signed-out' | 'refreshing' | 'attention' | 'problem' | 'copied';

export type TrayItem =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'separator' }
  /** A click runs these commands, one after the other. */
  | {
      readonly kind: 'command';
      readonly label: string;
      readonly commands: readonly Command[];
      readonly enabled: boolean;
    }
  /** One of several choices, of which the checked one holds. */
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly commands: readonly Command[];
      readonly checked: boolean;
    }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayItem[]; readonly enabled: boolean };

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  /** The text beside the icon, where a tray has room for it (macOS). */
  readonly title: string;
  readonly menu: readonly TrayItem[];
}

/** The whole tray. Only tooltip and title have the time left: setting the menu closes it, so its times are absolute. */
export function trayView(snapshot: AppSnapshot, times: TimeFormat): TrayView {
  const connected = snapshot.session.kind !== 'signedOut';
  const demo = snapshot.credential?.kind === 'demo' ? ' · Demo' : '';
  const weekEnd = weekLine(snapshot, times);
  return {
    icon: trayIcon(snapshot),
    tooltip: `NERD${demo}: ${tooltip(snapshot, times)}`,
    title: snapshot.settings.trayTitle ? timeLeft(snapshot) : '',
    menu: [
      { kind: 'label', label: `${statusLine(snapshot, times)}${demo}` },
      ...(snapshot.proxyAsk === undefined ? [] : [ENTER_PROXY]),
      SEPARATOR,
      command(COPY_LABELS[snapshot.settings.copyFormat].command, { kind: 'copyAccessToken' }, connected),
      { kind: 'menu', label: 'Copy as', items: copyChoices(snapshot.settings.copyFormat), enabled: connected },
      snapshot.session.kind === 'rejected'
        ? command('Try again', { kind: 'tryAgain' })
        : command('Refresh now', { kind: 'refreshNow' }, connected),
      snapshot.pause === undefined
        ? { kind: 'menu', label: 'Pause', items: PAUSES, enabled: connected }
        : command('Resume', { kind: 'resume' }),
      SEPARATOR,
      ...(weekEnd === undefined ? [] : [{ kind: 'label', label: weekEnd } as const, SEPARATOR]),
      command('Open NERD Tray', { kind: 'openWindow' }),
      command('Settings', { kind: 'openWindow', page: 'settings' }),
      command('Quit', { kind: 'quit' }),
    ],
  };
}

const SEPARATOR: TrayItem = { kind: 'separator' };

function command(label: string, what: Command, enabled = true): TrayItem {
  return { kind: 'command', label, commands: [what], enabled };
}

const ENTER_PROXY = command('Enter the proxy’s password', { kind: 'openWindow', page: 'proxy' });

const PAUSES: readonly TrayItem[] = [
  command('Until tomorrow', { kind: 'pause', until: 'tomorrow' }),
  command('Until I resume', { kind: 'pause', until: 'resumed' }),
];

/** The copy formats. As in the window, the one that is picked holds for the next copy too. */
function copyChoices(current: CopyFormat): readonly TrayItem[] {
  return COPY_FORMATS.map((copyFormat) => ({
    kind: 'choice',
    label: upperFirst(COPY_LABELS[copyFormat].name),
    commands: [{ kind: 'changeSettings', settings: { copyFormat } }, { kind: 'copyAccessToken' }],
    checked: copyFormat === current,
  }));
}

/** When the refresh token expires; undefined once NERD has refused it, since its week does not matter then. */
function weekLine({ week, session, now }: AppSnapshot, times: TimeFormat): string | undefined {
  if (week === undefined || session.kind === 'rejected') return undefined;
  const ends = `Refresh token ends ${times.moment(week.earliestEndAt, now)}`;
  if (week.slides) return `${ends} if not used`;
  return week.earliestEndAt === week.latestEndAt ? ends : `${ends} at the earliest`;
}

function trayIcon({ copied, session, message, pause, warning }: AppSnapshot): TrayIcon {
  if (copied !== undefined) return 'copied';
  if (message.tone === 'problem') return 'problem';
  if (message.tone === 'attention') return 'attention';
  if (session.kind === 'signedOut') return message.tone === 'busy' ? 'refreshing' : 'signed-out';
  if (pause !== undefined && message.tone === 'calm') return 'paused';
  if (session.kind !== 'active') return 'refreshing';
  return warning === undefined ? 'fresh' : 'attention';
}

function validUntil({ session, now }: AppSnapshot): EpochMs | undefined {
  if (session.kind === 'signedOut' || session.expiresAt === undefined) return undefined;
  return session.expiresAt > now ? session.expiresAt : undefined;
}

/** The time left of the access token; '' while none is valid. */
function timeLeft(snapshot: AppSnapshot): string {
  const until = validUntil(snapshot);
  return until === undefined ? '' : span(until - snapshot.now);
}

function tooltip(snapshot: AppSnapshot, times: TimeFormat): string {
  const until = validUntil(snapshot);
  if (until === undefined) return lowerFirst(snapshot.message.title);
  const left = `${span(until - snapshot.now)} left, until ${times.moment(until, snapshot.now)}`;
  const isCalm = snapshot.message.tone === 'calm' || snapshot.message.tone === 'busy';
  if (!isCalm || snapshot.pause !== undefined) return `${left} · ${snapshot.message.title}`;
  return snapshot.warning === undefined ? left : `${left} · ${snapshot.warning.title}`;
}

function statusLine(snapshot: AppSnapshot, times: TimeFormat): string {
  const until = validUntil(snapshot);
  if (until === undefined) return snapshot.message.title;
  const valid = `alid until ${times.moment(until, snapshot.now)}`;
  return snapshot.pause === undefined ? `V${valid}` : `Paused, v${valid}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Writes a title as it reads within a line. */
function lowerFirst(text: string): string {
  // "NERD cannot be reached" keeps its capitals.
  return /^[A-Z][a-z ]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
