import { expect, test } from 'vitest';
import { systemLines, type SystemFacts } from '../../../../main/core/diagnostics/diagnostics-system.ts';
import { toSnapshot } from '../../../../main/core/views/snapshot.ts';
import { ACTIVE, connected, CONTEXT } from '../../../support/core/states.ts';
import { SYSTEM } from './system.ts';

test.each<[string, Partial<SystemFacts>, string]>([
  ['a packaged app', {}, 'NERD Tray 1.0.0'],
  ['one that is not', { packaged: false }, 'NERD Tray 1.0.0, not packaged'],
  ['a version with too many parts', { node: '1.2.3.4.5' }, 'Node 1.2.3.4'],
  ['a version in words', { node: 'v24.1' }, 'Node unknown'],
  ['a platform in capitals', { platform: 'Win32', arch: 'ARM64' }, 'system: win32 arm64 6.1.0'],
  ['no desktop', { desktop: '', display: undefined }, 'desktop: unknown, unknown'],
  ['more desktops than there can be', { desktop: 'KDE:sway:i3:GNOME' }, 'desktop: KDE sway i3, x11'],
])('of the system: %s', (_name, system, line) => {
  expect(systemLines(toSnapshot(connected(ACTIVE), CONTEXT), { ...SYSTEM, ...system })).toContain(line);
});

test.each([
  ['en-GB', 'Europe/Berlin', 'language: en-GB', 'time zone: GMT+01:00'],
  ['de', 'Asia/Kolkata', 'language: de', 'time zone: GMT+05:30'],
  ['es-419-x-home', 'America/New_York', 'language: es-419', 'time zone: GMT-05:00'],
  ['hopper', 'Asia/Kolkata', 'language: unknown', 'time zone: GMT+05:30'],
  ['not a locale', 'Asia/Kolkata', 'language: unknown', 'time zone: GMT+05:30'],
])('of %s in %s only language, region and distance from UTC are told', (locale, timeZone, language, zone) => {
  const lines = systemLines(toSnapshot(connected(ACTIVE), { ...CONTEXT, locale, timeZone }), SYSTEM);
  expect(lines.slice(-2)).toEqual([language, zone]);
});

test('platforms, processors and desktops that are known are told by their own names', () => {
  const told = (system: Partial<SystemFacts>): string =>
    systemLines(toSnapshot(connected(ACTIVE), CONTEXT), { ...SYSTEM, ...system })
      .slice(4, 6)
      .join(', ');
  for (const platform of ['linux', 'win32', 'darwin']) expect(told({ platform })).toContain(`system: ${platform} `);
  for (const arch of ['x64', 'arm64', 'ia32', 'arm']) expect(told({ arch })).toContain(` ${arch} 6.1.0`);
  const desktops = [
    'GNOME GNOME-Classic GNOME-Flashback KDE LXDE LXQt MATE Razor ROX TDE Unity XFCE EDE Cinnamon X-Cinnamon',
    'Pantheon Budgie Enlightenment DDE Endless COSMIC Deepin ubuntu pop sway Hyprland i3 niri wlroots',
  ];
  for (const desktop of desktops.join(' ').split(' ')) expect(told({ desktop })).toContain(`desktop: ${desktop}, x11`);
});
