import { describe, expect, test } from 'vitest';
import { toSnapshot } from '../../../../main/core/views/snapshot.ts';
import type { Command } from '../../../../preload/contract/command.ts';
import type { CopyFormat } from '../../../../preload/contract/settings.ts';
import { type TrayIcon, type TrayItem, trayView } from '../../../../main/core/views/tray-view.ts';
import { DAY_MS, HOUR_MS } from '../../../../main/core/time/time.ts';
import { newWeek, weekSnapshot } from '../../../../main/core/week/week.ts';
import { ACTIVE, CONTEXT, EXPIRED_TOKEN, VALID_TOKEN, NOW, TIMES, connected } from '../../../support/core/states.ts';
import { everyState } from '../../../support/core/every-state.ts';

const views = new Map(everyState().map(([name, state]) => [name, trayView(toSnapshot(state, CONTEXT), TIMES)]));

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
  [
    'a named proxy asks',
    'attention',
    'NERD: 42 min left, until 11:00 · The proxy wants a password',
    'Valid until 11:00',
  ],
  ['unreachable: a named proxy asks', 'attention', 'NERD: the proxy wants a password', 'The proxy wants a password'],
  ['demo', 'fresh', 'NERD · Demo: 42 min left, until 11:00', 'Valid until 11:00 · Demo'],
])('“%s” shows %s', (name, icon, tooltip, status) => {
  const view = views.get(name);
  expect(view).toMatchObject({ icon, tooltip });
  expect(view?.menu.find(({ kind }) => kind === 'label')).toEqual({ kind: 'label', label: status });
});

test('a warning that stands is worth a look at the tooltip, while nothing else is', () => {
  const standing = { ...weekSnapshot(newWeek(CONTEXT.now - 6 * DAY_MS)), standing: '24h' } as const;
  const view = (name: string) => {
    const [, state] = everyState().find(([other]) => other === name) ?? [];
    if (state === undefined) throw new Error(`no state ${name}`);
    return trayView(toSnapshot(state, { ...CONTEXT, week: standing }), TIMES);
  };
  const tooltip = 'NERD: 42 min left, until 11:00 · Your refresh token ends in 24 h';
  expect(view('active')).toMatchObject({ icon: 'attention', tooltip });
  expect(view('copied').icon).toBe('copied');
  expect(view('refreshing').icon).toBe('refreshing');
  expect(view('network with none')).toMatchObject({ icon: 'problem', tooltip: 'NERD: NERD cannot be reached' });
});

test('the time left stands beside the icon while there is a token, unless that is switched off', () => {
  expect([views.get('active')?.title, views.get('signed out')?.title]).toEqual(['42 min', '']);
  const [, active] = everyState().find(([name]) => name === 'active') ?? [];
  if (active === undefined) throw new Error('no such state');
  const settings = { ...CONTEXT.settings, trayTitle: false };
  expect(trayView(toSnapshot(active, { ...CONTEXT, settings }), TIMES).title).toBe('');
});

describe('the menu', () => {
  const menu = (name: string, more: Partial<typeof CONTEXT> = {}) => {
    const [, state] = everyState().find(([other]) => other === name) ?? [];
    if (state === undefined) throw new Error(`no state ${name}`);
    return trayView(toSnapshot(state, { ...CONTEXT, ...more }), TIMES).menu;
  };
  const labels = (items: readonly TrayItem[]) => items.map((item) => ('label' in item ? item.label : '—'));

  test('has no dead items: what needs a session is there only with one', () => {
    const always = ['Open NERD Tray', 'Settings', 'Quit'];
    expect(labels(menu('signed out'))).toEqual(['Connect…', '—', 'Not connected', '—', ...always]);
    expect(labels(menu('keychain locked'))).toEqual(['The keychain is locked', '—', ...always]);
    const session = ['Copy access token', 'Copy as', 'Refresh now', 'Pause'];
    expect(labels(menu('active'))).toEqual(['Valid until 11:00', '—', ...session, '—', ...always]);
  });

  test('has what the person has to do first', () => {
    const standing = { ...weekSnapshot(newWeek(CONTEXT.now - 6 * DAY_MS)), standing: '24h' } as const;
    expect(labels(menu('active', { week: standing })).slice(0, 2)).toEqual(['Renew…', '—']);
    expect(labels(menu('rejected')).slice(0, 3)).toEqual(['Renew…', 'Try again', '—']);
    expect(labels(menu('rejected'))).not.toContain('Refresh now');
    expect(labels(menu('network with none')).slice(0, 2)).toEqual(['Try again', '—']);
  });

  test('leads to where a proxy that asks is answered, while it asks', () => {
    const enter = { label: 'Enter the proxy’s password…', command: { kind: 'openWindow', page: 'proxy' } };
    for (const name of ['a named proxy asks', 'unreachable: a named proxy has refused'])
      expect(menu(name)[0]).toMatchObject(enter);
    expect(labels(menu('active'))).not.toContain(enter.label);
  });

  test('is this, from top to bottom', () => {
    const command = (label: string, sent: Command) => ({ kind: 'command', label, command: sent });
    const copyAs = (label: string, format: CopyFormat) => command(label, { kind: 'copyAccessToken', format });
    const line = { kind: 'separator' };
    expect(menu('active', { week: weekSnapshot(newWeek(CONTEXT.now - 3 * DAY_MS)) })).toEqual([
      { kind: 'label', label: 'Valid until 11:00' },
      { kind: 'label', label: 'Refresh token expires Sat, 28 Nov (in 4 days)' },
      line,
      command('Copy access token', { kind: 'copyAccessToken' }),
      {
        kind: 'menu',
        label: 'Copy as',
        items: [
          copyAs('Access token', 'token'),
          copyAs('HTTP header', 'header'),
          copyAs('curl call', 'curl'),
          copyAs('Python code', 'python'),
          copyAs('PowerShell code', 'powershell'),
          copyAs('.env line', 'env'),
        ],
      },
      command('Refresh now', { kind: 'refreshNow' }),
      {
        kind: 'menu',
        label: 'Pause',
        items: [
          command('Until tomorrow', { kind: 'pause', until: 'tomorrow' }),
          command('Until I resume', { kind: 'pause', until: 'resumed' }),
        ],
      },
      line,
      command('Open NERD Tray', { kind: 'openWindow' }),
      command('Settings', { kind: 'openWindow', page: 'settings' }),
      command('Quit', { kind: 'quit' }),
    ]);
  });

  test('says nothing of the expiry of a rejected token', () => {
    const week = weekSnapshot(newWeek(CONTEXT.now - 3 * DAY_MS));
    expect(labels(menu('rejected', { week })).filter((each) => each.startsWith('Refresh token'))).toEqual([]);
  });

  test('does not change as the minutes pass, since setting it closes an open one', () => {
    const [, state] = everyState().find(([name]) => name === 'active') ?? [];
    if (state === undefined) throw new Error('no such state');
    const later = trayView(toSnapshot(state, { ...CONTEXT, now: CONTEXT.now + 60_000 }), TIMES);
    expect(later.menu).toEqual(views.get('active')?.menu);
    expect(later.tooltip).toBe('NERD: 41 min left, until 11:00');
  });
});

const RESUME = { kind: 'resume', label: 'Resume' };

test.each([
  [undefined, 'until you resume'],
  [NOW + 23 * HOUR_MS, 'until Wednesday 09:18'],
])('paused, it says until when, and what still works', (untilAt, until) => {
  const snapshot = toSnapshot(connected(ACTIVE, { pause: { untilAt } }), CONTEXT);
  expect(snapshot.pause).toEqual({ untilAt });
  expect(snapshot.message).toEqual({
    tone: 'calm',
    title: 'Paused',
    sentence: `NERD Tray fetches no access token ${until}, but for a copy that needs one. Your access token works until 11:00.`,
    action: RESUME,
  });
  expect(trayView(snapshot, TIMES)).toMatchObject({
    icon: 'paused',
    tooltip: 'NERD: 42 min left, until 11:00 · Paused',
  });
  const { menu } = trayView(snapshot, TIMES);
  expect(menu[0]).toEqual({ kind: 'command', label: 'Resume', command: { kind: 'resume' } });
  expect(menu[2]).toEqual({ kind: 'label', label: 'Paused, valid until 11:00' });
  expect(menu).not.toContainEqual(expect.objectContaining({ label: 'Pause' }));
});

test('paused with a token that has ended, it says that', () => {
  const session = { kind: 'betweenTokens', held: EXPIRED_TOKEN, nextTryAt: NOW } as const;
  const snapshot = toSnapshot(connected(session, { pause: { untilAt: undefined } }), CONTEXT);
  expect(snapshot.message.sentence).toMatch(/The last one has ended\.$/u);
  const view = trayView(snapshot, TIMES);
  expect(view).toMatchObject({ icon: 'paused', tooltip: 'NERD: paused' });
  expect(view.menu[2]).toEqual({ kind: 'label', label: 'Paused' });
});

test('a rejection is more than a pause', () => {
  const snapshot = toSnapshot(
    connected({ kind: 'rejected', held: VALID_TOKEN }, { pause: { untilAt: undefined } }),
    CONTEXT,
  );
  expect(snapshot.message.tone).toBe('problem');
  expect(trayView(snapshot, TIMES).icon).toBe('problem');
});

test('while a copy fetches a token, that is what is said', () => {
  const session = { kind: 'refreshing', attempt: 0, rejections: 0, held: VALID_TOKEN } as const;
  const flight = { of: 'session', id: 'secret-looking-id' } as const;
  const snapshot = toSnapshot(connected(session, { pause: { untilAt: undefined }, requestInFlight: flight }), CONTEXT);
  expect(snapshot.message.title).toBe('Refreshing');
});
