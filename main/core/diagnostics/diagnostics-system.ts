import type { AppSnapshot, EpochMs } from '../../../preload/contract/snapshot.ts';

/** What the system says of itself, as it says it: it is not to be believed to be free of names. */
export interface SystemFacts {
  readonly packaged: boolean;
  readonly electron: string | undefined;
  readonly chromium: string | undefined;
  readonly node: string | undefined;
  readonly platform: string;
  readonly arch: string;
  /** The system's own version; a kernel that somebody built can be called anything. */
  readonly release: string;
  /** `XDG_CURRENT_DESKTOP`: names with colons between them. */
  readonly desktop: string | undefined;
  /** `XDG_SESSION_TYPE`. */
  readonly display: string | undefined;
}

const PLATFORMS = ['linux', 'win32', 'darwin'];
const ARCHITECTURES = ['x64', 'arm64', 'ia32', 'arm'];
const DISPLAYS = ['x11', 'wayland'];
/** https://specifications.freedesktop.org/menu-spec/latest/onlyshowin-registry.html, and some newer ones. */
const DESKTOPS = [
  ...['GNOME', 'GNOME-Classic', 'GNOME-Flashback', 'KDE', 'LXDE', 'LXQt', 'MATE', 'Razor', 'ROX', 'TDE', 'Unity'],
  ...['XFCE', 'EDE', 'Cinnamon', 'X-Cinnamon', 'Pantheon', 'Budgie', 'Enlightenment', 'DDE', 'Endless', 'COSMIC'],
  ...['Deepin', 'ubuntu', 'pop', 'sway', 'Hyprland', 'i3', 'niri', 'wlroots'],
];

/** The versions of everything that takes part; a name that is not known is "other". */
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

/** "6.1.0" of "6.1.0-18-amd64". */
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

/** Language and region alone: the rest of a BCP 47 tag can hold anything. */
function language(locale: string): string {
  try {
    const { language: name, region } = new Intl.Locale(locale);
    return [name, region].filter((part) => part !== undefined && part.length <= 3).join('-') || 'unknown';
  } catch {
    return 'unknown';
  }
}

/** How far from UTC the clocks are, as "GMT+01:00", and not where that is. */
function offset(timeZone: string | undefined, now: EpochMs): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const parts = new Intl.DateTimeFormat('en-US', { ...zone, timeZoneName: 'longOffset' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'unknown';
}
