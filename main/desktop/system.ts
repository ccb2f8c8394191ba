import { app } from 'electron';
import { release, uptime } from 'node:os';
import type { SystemFacts } from '../core/diagnostics/diagnostics-system.ts';
import { parsePosixZone, zoneLike } from '../core/time/posix-zone.ts';
import type { Clock } from '../ports/clock.ts';

/** Gives the facts of the system for the diagnostics. */
export function systemFacts(): SystemFacts {
  const { electron, chrome, node } = process.versions;
  return {
    packaged: app.isPackaged,
    electron,
    chromium: chrome,
    node,
    platform: process.platform,
    arch: process.arch,
    release: release(),
    desktop: process.env['XDG_CURRENT_DESKTOP'],
    display: process.env['XDG_SESSION_TYPE'],
  };
}

/** English with the 24-hour clock, for a system that names no locale ("C" and "POSIX" on Linux). */
const FALLBACK = 'en-GB';

/** Gives a locale that `Intl` accepts (BCP 47) for the system's name of it. */
export function intlLocale(systemLocale: string): string {
  try {
    const [supported] = Intl.DateTimeFormat.supportedLocalesOf(systemLocale);
    return supported ?? FALLBACK;
  } catch {
    return FALLBACK; // It is a RangeError: the name is no language tag at all.
  }
}

const SCRIPTS: Readonly<Record<string, string>> = { latin: '-Latn', cyrillic: '-Cyrl', devanagari: '-Deva' };

/**
 * The locale in which times are written, which a person can choose apart from the language: `LC_TIME`, unless `LC_ALL`
 * stands above it; else `systemLocale`. Takes POSIX's form, as `de_DE.UTF-8@euro` or `sr_RS@latin`.
 */
export function timeLocale(env: NodeJS.ProcessEnv, systemLocale: string): string {
  const { LC_ALL = '', LC_TIME = '' } = env;
  if (LC_ALL !== '' || LC_TIME === '') return intlLocale(systemLocale);
  const [, language = LC_TIME, region = '', modifier = ''] =
    /^([a-z]+)(?:_([A-Z0-9]+))?(?:\.[^@]*)?(?:@(.+))?$/i.exec(LC_TIME) ?? [];
  return intlLocale(`${language}${SCRIPTS[modifier] ?? ''}${region === '' ? '' : `-${region}`}`);
}

/**
 * Gives the system's present time zone by its IANA name; undefined if it is not known. Node reads it once; a write to
 * `TZ`, even one that changes nothing, makes it read the zone again (https://nodejs.org/api/cli.html#tz).
 */
export function systemTimeZone(): string | undefined {
  const { TZ } = process.env;
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
  const named = TZ === undefined ? undefined : namedZone(TZ);
  if (named !== undefined) return named;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // ICU gives this name for a zone that it does not know, and does not accept it itself.
  return timeZone === 'Etc/Unknown' ? undefined : timeZone;
}

let lastNamed: { readonly text: string; readonly name: string | undefined } | undefined;

/** The named zone for one in POSIX's form, which Chromium reads as UTC; undefined for any other text. */
function namedZone(text: string): string | undefined {
  if (lastNamed?.text === text) return lastNamed.name;
  const zone = isName(text) ? undefined : parsePosixZone(text);
  const name = zone && zoneLike(zone, Date.now(), [...Intl.supportedValuesOf('timeZone'), ...WHOLE_HOURS]);
  lastNamed = { text, name };
  return name;
}

/** Named zones of whole hours, which `Intl` knows but does not list. */
const WHOLE_HOURS = Array.from({ length: 27 }, (_, at) => `Etc/GMT${at < 12 ? '+' : '-'}${Math.abs(at - 12)}`);

/** Whether `Intl` takes the text for the name of a zone, as it does "EST5EDT". */
function isName(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // It is a RangeError.
  }
}

/** The system's clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // This is the time since the system's start, which goes on through sleep: CLOCK_BOOTTIME, GetTickCount64,
  // kern.boottime.
  uptime: () => uptime() * 1000,
  after(delayMs, wake) {
    const timer = setTimeout(wake, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** How the windows get to the screen: Wayland's own, X11's on a Wayland desktop (XWayland), or in another way. */
export type WindowSystem = 'wayland' | 'xwayland' | 'other';

/**
 * Chromium writes the platform that it has chosen into its switch before main starts; where it has chosen none, it is
 * on X11.
 */
export function windowSystem(): WindowSystem {
  if (process.platform !== 'linux') return 'other';
  if (app.commandLine.getSwitchValue('ozone-platform') === 'wayland') return 'wayland';
  return (process.env['WAYLAND_DISPLAY'] ?? '') === '' ? 'other' : 'xwayland';
}
