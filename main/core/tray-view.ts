import type { AppSnapshot, EpochMs } from '../../preload/contract/snapshot.ts';
import { COPY_WORDS } from './copy-words.ts';
import type { TimeWords } from './time-words.ts';
import { span } from './time-words.ts';
import { lowerFirst } from './words/lower-first.ts';

/** The shapes drawn in `build/tray/`; they differ without colour. */
export type TrayIcon = 'fresh' | 'paused' | 'signed-out' | 'refreshing' | 'attention' | 'problem' | 'copied';

export type TrayCommand = 'copyAccessToken' | 'openWindow' | 'refreshNow' | 'pause' | 'resume' | 'quit';

export type TrayItem =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'command'; readonly label: string; readonly command: TrayCommand; readonly enabled: boolean };

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly menu: readonly TrayItem[];
}

/** All that the tray shows. The tooltip has the time left; the menu only absolute times, since setting it closes it. */
export function trayView(snapshot: AppSnapshot, words: TimeWords): TrayView {
  const connected = snapshot.session.kind !== 'signedOut';
  const demo = snapshot.credential?.kind === 'demo' ? ' · Demo' : '';
  return {
    icon: trayIcon(snapshot),
    tooltip: `NERD${demo}: ${tooltip(snapshot, words)}`,
    menu: [
      { kind: 'label', label: `${statusLine(snapshot, words)}${demo}` },
      { kind: 'separator' },
      {
        kind: 'command',
        label: COPY_WORDS[snapshot.settings.copyFormat].command,
        command: 'copyAccessToken',
        enabled: connected,
      },
      { kind: 'command', label: 'Open NERD Tray', command: 'openWindow', enabled: true },
      { kind: 'command', label: 'Refresh now', command: 'refreshNow', enabled: connected },
      snapshot.pause === undefined
        ? { kind: 'command', label: 'Pause until tomorrow', command: 'pause', enabled: connected }
        : { kind: 'command', label: 'Resume', command: 'resume', enabled: true },
      { kind: 'separator' },
      { kind: 'command', label: 'Quit', command: 'quit', enabled: true },
    ],
  };
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

function goodUntil({ session, now }: AppSnapshot): EpochMs | undefined {
  if (session.kind === 'signedOut' || session.expiresAt === undefined) return undefined;
  return session.expiresAt > now ? session.expiresAt : undefined;
}

function tooltip(snapshot: AppSnapshot, words: TimeWords): string {
  const until = goodUntil(snapshot);
  if (until === undefined) return lowerFirst(snapshot.message.title);
  const left = `${span(until - snapshot.now)} left, until ${words.moment(until, snapshot.now)}`;
  const isCalm = snapshot.message.tone === 'calm' || snapshot.message.tone === 'busy';
  if (!isCalm || snapshot.pause !== undefined) return `${left} · ${snapshot.message.title}`;
  return snapshot.warning === undefined ? left : `${left} · ${snapshot.warning.title}`;
}

function statusLine(snapshot: AppSnapshot, words: TimeWords): string {
  const until = goodUntil(snapshot);
  if (until === undefined) return snapshot.message.title;
  const valid = `alid until ${words.moment(until, snapshot.now)}`;
  return snapshot.pause === undefined ? `V${valid}` : `Paused, v${valid}`;
}
