import type { Command } from '../../../preload/contract/command.ts';
import type { AppSnapshot, OperatingSystem } from '../../../preload/contract/snapshot.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import { COPY_LABELS, offeredFormats } from '../copy/copy-labels.ts';
import type { TimeFormat } from '../time/time-format.ts';
import { span } from '../time/time-format.ts';

/** The icons in `build/tray/`, whose shapes differ without colour. */
export type TrayIcon = 'fresh' | 'paused' | 'signed-out' | 'refreshing' | 'attention' | 'problem' | 'copied';

export type TrayItem =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'separator' }
  /** A click runs the command. */
  | { readonly kind: 'command'; readonly label: string; readonly command: Command }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  /** The text beside the icon, where a tray has room for it (macOS). */
  readonly title: string;
  readonly menu: readonly TrayItem[];
}

/** The whole tray. Only tooltip and title have the time left: setting the menu closes it, so its times are absolute. */
export function trayView(snapshot: AppSnapshot, times: TimeFormat): TrayView {
  const demo = snapshot.credential?.kind === 'demo' ? ' · Demo' : '';
  const first = firstItems(snapshot);
  return {
    icon: trayIcon(snapshot),
    tooltip: `NERD${demo}: ${tooltip(snapshot, times)}`,
    title: snapshot.settings.trayTitle ? timeLeft(snapshot) : '',
    menu: [
      ...(first.length === 0 ? [] : [...first, SEPARATOR]),
      { kind: 'label', label: `${statusLine(snapshot, times)}${demo}` },
      ...(snapshot.expiry === undefined ? [] : [{ kind: 'label', label: snapshot.expiry } as const]),
      SEPARATOR,
      ...(snapshot.session.kind === 'signedOut' ? [] : [...sessionItems(snapshot), SEPARATOR]),
      command('Open NERD Tray', { kind: 'openWindow' }),
      command('Settings', { kind: 'openWindow', page: 'settings' }),
      command('Quit', { kind: 'quit' }),
    ],
  };
}

const SEPARATOR: TrayItem = { kind: 'separator' };

function command(label: string, what: Command): TrayItem {
  return { kind: 'command', label, command: what };
}

const CONNECT = command('Connect…', { kind: 'openWindow' });
const ENTER_PROXY = command('Enter the proxy’s password…', { kind: 'openWindow', page: 'proxy' });
const RENEW = command('Renew…', { kind: 'openWindow', page: 'replace' });
const ENTER_KEY_PAIR = command('Renew…', { kind: 'openWindow', page: 'keyPair' });
const RESUME = command('Resume', { kind: 'resume' });

/** What the person has to do, or would most likely want: it stands above everything else. */
function firstItems({ session, storage, credential, proxyAsk, pause, warning }: AppSnapshot): readonly TrayItem[] {
  if (proxyAsk !== undefined) return [ENTER_PROXY];
  if (session.kind === 'signedOut') return storage.kind === 'keychain' || storage.kind === 'memory' ? [CONNECT] : [];
  if (session.kind === 'rejected') {
    return [credential?.kind === 'keyPair' ? ENTER_KEY_PAIR : RENEW, command('Try again', { kind: 'tryAgain' })];
  }
  const due = [...(warning === undefined ? [] : [RENEW]), ...(pause === undefined ? [] : [RESUME])];
  return due.length === 0 && session.kind === 'retrying' ? [command('Try again', { kind: 'tryAgain' })] : due;
}

/** What can be done with a session. */
function sessionItems({ session, settings, desktop, pause }: AppSnapshot): readonly TrayItem[] {
  const isRejected = session.kind === 'rejected';
  return [
    command(COPY_LABELS[settings.copyFormat].command, { kind: 'copyAccessToken' }),
    { kind: 'menu', label: 'Copy as', items: copyAs(desktop.system) },
    ...(isRejected ? [] : [command('Refresh now', { kind: 'refreshNow' })]),
    ...(pause === undefined ? [{ kind: 'menu', label: 'Pause', items: PAUSES } as const] : []),
  ];
}

const PAUSES: readonly TrayItem[] = [
  command('Until tomorrow', { kind: 'pause', until: 'tomorrow' }),
  command('Until I resume', { kind: 'pause', until: 'resumed' }),
];

/** The copy formats. A pick copies once, and changes nothing. */
function copyAs(system: OperatingSystem): readonly TrayItem[] {
  return offeredFormats(system).map((format) => command(COPY_LABELS[format].name, { kind: 'copyAccessToken', format }));
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

/** Writes a title as it reads within a line. */
function lowerFirst(text: string): string {
  // "NERD cannot be reached" keeps its capitals.
  return /^[A-Z][a-z ]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
