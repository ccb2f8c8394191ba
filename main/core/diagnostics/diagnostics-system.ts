import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';

/** What the system reports of itself, unfiltered: it may hold names of people or companies. */
export interface SystemFacts {
  readonly packaged: boolean;
  readonly electron: string | undefined;
  readonly chromium: string | undefined;
  readonly node: string | undefined;
  readonly platform: string;
  readonly arch: string;
  /** The system's version; somebody who builds a kernel can give it any name. */
  readonly release: string;
  /** The value of `XDG_CURRENT_DESKTOP`, a colon-separated list of names. */
  readonly desktop: string | undefined;
  /** The value of `XDG_SESSION_TYPE`. */
  readonly display: string | undefined;
}

const PLATFORMS = ['linux', 'win32', 'darwin'];
const ARCHITECTURES = ['x64', 'arm64', 'ia32', 'arm'];
const DISPLAYS = ['x11', 'wayland'];
/**
 * The desktops registered at https://specifications.freedesktop.org/menu-spec/latest/onlyshowin-registry.html, and some
 * newer ones.
 */
const DESKTOPS = [
  ...['GNOME', 'GNOME-Classic', 'GNOME-Flashback', 'KDE', 'LXDE', 'LXQt', 'MATE', 'Razor', 'ROX', 'TDE', 'Unity'],
  ...['XFCE', 'EDE', 'Cinnamon', 'X-Cinnamon', 'Pantheon', 'Budgie', 'Enlightenment', 'DDE', 'Endless', 'COSMIC'],
  ...['Deepin', 'ubuntu', 'pop', 'sway', 'Hyprland', 'i3', 'niri', 'wlroots'],
];

/** The versions of the app and of what it runs on. A name that is not known is written as "other". */
export function systemLines({ version, locale, timeZone, now }: AppSnapshot, system: SystemFacts): string[] {
  const { platform, arch, release } = system;
  return [
    `NERD Tray ${numbers(version)}${system.packaged ? '' : ', not packaged'}`,
    `Electron ${numbers(system.electron)}`,
    `Chromium ${numbers(system.chromium)}`,
    `Node ${numbers(system.node)}`,
    `system: ${known(platform, PLATFORMS)} ${known(arch, ARCHITECTURES)} ${numbers(release)}`,
    `desktop: ${desktops(system.desktop)}, ${known(system.display, DISPLAYS)}`,
    `language: ${language(locale)}`,
    `time zone: ${offset(timeZone, now)}`,
  ];
}

/** The leading numbers of a version: "6.1.0" of "6.1.0-18-amd64". */
function numbers(version: string | undefined): string {
  return /^\d{1,6}(?:\.\d{1,6}){0,3}/u.exec(version ?? '')?.[0] ?? 'unknown';
}

function known(name: string | undefined, names: readonly string[]): string {
  if (name === undefined) return 'unknown';
  return names.find((each) => each.toLowerCase() === name.toLowerCase()) ?? 'other';
}

function desktops(names: string | undefined): string {
  if (names === undefined || names === '') return 'unknown';
  return names
    .split(':')
    .slice(0, 3)
    .map((name) => known(name, DESKTOPS))
    .join(' ');
}

/** The language and region of a locale alone, since the rest of a BCP 47 tag can hold anything. */
function language(locale: string): string {
  try {
    const { language: name, region } = new Intl.Locale(locale);
    return [name, region].filter((part) => part !== undefined && part.length <= 3).join('-') || 'unknown';
  } catch {
    return 'unknown';
  }
}

/** The offset from UTC, as "GMT+01:00", without the place that a time zone's name tells. */
function offset(timeZone: string | undefined, now: EpochMs): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const parts = new Intl.DateTimeFormat('en-US', { ...zone, timeZoneName: 'longOffset' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'unknown';
}
