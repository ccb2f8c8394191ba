import { describe, expect, test } from 'vitest';
import { toSnapshot } from '../../../main/core/snapshot.ts';
import { trayView, type TrayIcon } from '../../../main/core/tray-view.ts';
import { DAY_MS } from '../../../main/core/time.ts';
import { newWeek, weekSnapshot } from '../../../main/core/week.ts';
import { CONTEXT, everyState, WORDS } from './states.ts';

const views = new Map(everyState().map(([name, state]) => [name, trayView(toSnapshot(state, CONTEXT), WORDS)]));

test.each<[string, TrayIcon, string, string]>([
  ['reading', 'refreshing', 'NERD: opening the keychain', 'Opening the keychain'],
  ['signed out', 'signed-out', 'NERD: not connected', 'Not connected'],
  ['active', 'fresh', 'NERD: 42 min left, until 11:00', 'Valid until 11:00'],
  ['copied', 'copied', 'NERD: 42 min left, until 11:00', 'Valid until 11:00'],
  ['first token', 'refreshing', 'NERD: refreshing', 'Refreshing'],
  ['refreshing', 'refreshing', 'NERD: 42 min left, until 11:00', 'Valid until 11:00'],
  [
    'network with a good token',
    'attention',
    'NERD: 42 min left, until 11:00 · NERD cannot be reached',
    'Valid until 11:00',
  ],
  ['network with none', 'problem', 'NERD: NERD cannot be reached', 'NERD cannot be reached'],
  ['rejected', 'problem', 'NERD: the week of your refresh token is over', 'The week of your refresh token is over'],
  ['keychain locked', 'problem', 'NERD: the keychain is locked', 'The keychain is locked'],
  ['demo', 'fresh', 'NERD · Demo: 42 min left, until 11:00', 'Valid until 11:00 · Demo'],
])('“%s” shows %s', (name, icon, tooltip, status) => {
  const view = views.get(name);
  expect(view).toMatchObject({ icon, tooltip });
  expect(view?.menu[0]).toEqual({ kind: 'label', label: status });
});

test('a warning that stands is worth a look at the tooltip, while nothing else is', () => {
  const standing = { ...weekSnapshot(newWeek(CONTEXT.now - 6 * DAY_MS)), standing: '24h' } as const;
  const view = (name: string) => {
    const [, state] = everyState().find(([other]) => other === name) ?? [];
    if (state === undefined) throw new Error(`no state ${name}`);
    return trayView(toSnapshot(state, { ...CONTEXT, week: standing }), WORDS);
  };
  const tooltip = 'NERD: 42 min left, until 11:00 · Your refresh token ends in 24 h';
  expect(view('active')).toMatchObject({ icon: 'attention', tooltip });
  expect(view('copied').icon).toBe('copied');
  expect(view('refreshing').icon).toBe('refreshing');
  expect(view('network with none')).toMatchObject({ icon: 'problem', tooltip: 'NERD: NERD cannot be reached' });
});

describe('the menu', () => {
  test('offers Copy, Refresh and Pause only when connected', () => {
    const enabled = (name: string): string[] =>
      (views.get(name)?.menu ?? []).flatMap((item) => (item.kind === 'command' && item.enabled ? [item.command] : []));
    expect(enabled('signed out')).toEqual(['openWindow', 'quit']);
    expect(enabled('active')).toEqual(['copyAccessToken', 'openWindow', 'refreshNow', 'pause', 'quit']);
  });

  test('is this, from top to bottom', () => {
    const command = (label: string, name: string) => ({ kind: 'command', label, command: name, enabled: true });
    expect(views.get('active')?.menu).toEqual([
      { kind: 'label', label: 'Valid until 11:00' },
      { kind: 'separator' },
      command('Copy access token', 'copyAccessToken'),
      command('Open NERD Tray', 'openWindow'),
      command('Refresh now', 'refreshNow'),
      command('Pause until tomorrow', 'pause'),
      { kind: 'separator' },
      command('Quit', 'quit'),
    ]);
  });

  test('does not change as the minutes pass, since setting it closes an open one', () => {
    const [, state] = everyState().find(([name]) => name === 'active') ?? [];
    if (state === undefined) throw new Error('no such state');
    const later = trayView(toSnapshot(state, { ...CONTEXT, now: CONTEXT.now + 60_000 }), WORDS);
    expect(later.menu).toEqual(views.get('active')?.menu);
    expect(later.tooltip).toBe('NERD: 41 min left, until 11:00');
  });
});
