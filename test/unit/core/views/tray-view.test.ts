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
  expect(view?.menu[0]).toEqual({ kind: 'label', label: status });
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

  test('offers Copy, Refresh and Pause only when connected', () => {
    const enabled = (name: string) => menu(name).filter((item) => 'enabled' in item && item.enabled);
    const always = ['Open NERD Tray', 'Settings', 'Quit'];
    expect(labels(enabled('signed out'))).toEqual(always);
    expect(labels(enabled('active'))).toEqual(['Copy access token', 'Copy as', 'Refresh now', 'Pause', ...always]);
  });

  test('tries a rejected credential again', () => {
    const labels = menu('rejected').map((item) => ('label' in item ? item.label : ''));
    expect(labels).toContain('Try again');
    expect(labels).not.toContain('Refresh now');
  });

  test('leads to where a proxy that asks is answered, while it asks', () => {
    const enter = { label: 'Enter the proxy’s password', commands: [{ kind: 'openWindow', page: 'proxy' }] };
    for (const name of ['a named proxy asks', 'unreachable: a named proxy has refused'])
      expect(menu(name)[1]).toMatchObject({ ...enter, enabled: true });
    expect(labels(menu('active'))).not.toContain(enter.label);
  });

  test('is this, from top to bottom', () => {
    const command = (label: string, ...commands: Command[]) => ({ kind: 'command', label, commands, enabled: true });
    const choice = (label: string, copyFormat: CopyFormat) => ({
      kind: 'choice',
      label,
      commands: [{ kind: 'changeSettings', settings: { copyFormat } }, { kind: 'copyAccessToken' }],
      checked: copyFormat === 'token',
    });
    const line = { kind: 'separator' };
    expect(menu('active', { week: weekSnapshot(newWeek(CONTEXT.now - 3 * DAY_MS)) })).toEqual([
      { kind: 'label', label: 'Valid until 11:00' },
      line,
      command('Copy access token', { kind: 'copyAccessToken' }),
      {
        kind: 'menu',
        label: 'Copy as',
        enabled: true,
        items: [
          choice('The token alone', 'token'),
          choice('An HTTP header', 'header'),
          choice('A curl call', 'curl'),
          choice('Python code', 'python'),
          choice('An .env line', 'env'),
        ],
      },
      command('Refresh now', { kind: 'refreshNow' }),
      {
        kind: 'menu',
        label: 'Pause',
        enabled: true,
        items: [
          command('Until tomorrow', { kind: 'pause', until: 'tomorrow' }),
          command('Until I resume', { kind: 'pause', until: 'resumed' }),
        ],
      },
      line,
      { kind: 'label', label: 'Refresh token ends Saturday 10:18' },
      line,
      command('Open NERD Tray', { kind: 'openWindow' }),
      command('Settings', { kind: 'openWindow', page: 'settings' }),
      command('Quit', { kind: 'quit' }),
    ]);
  });

  test.each([
    ['may come later', { lastUsedAt: CONTEXT.now }, 'Refresh token ends Saturday 10:18 at the earliest'],
    ['moves with each use', { slides: true, lastUsedAt: CONTEXT.now }, 'Refresh token ends 1 Dec, 10:18 if not used'],
  ])('says of a week’s end that %s what it is', (_name, more, label) => {
    const week = weekSnapshot({ ...newWeek(CONTEXT.now - 3 * DAY_MS), ...more });
    expect(labels(menu('active', { week }))).toContain(label);
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
  const [status, ...menu] = trayView(snapshot, TIMES).menu;
  expect(status).toEqual({ kind: 'label', label: 'Paused, valid until 11:00' });
  expect(menu).toContainEqual({ kind: 'command', label: 'Resume', commands: [{ kind: 'resume' }], enabled: true });
  expect(menu).not.toContainEqual(expect.objectContaining({ label: 'Pause' }));
});

test('paused with a token that has ended, it says that', () => {
  const session = { kind: 'betweenTokens', held: EXPIRED_TOKEN, nextTryAt: NOW } as const;
  const snapshot = toSnapshot(connected(session, { pause: { untilAt: undefined } }), CONTEXT);
  expect(snapshot.message.sentence).toMatch(/The last one has ended\.$/u);
  const view = trayView(snapshot, TIMES);
  expect(view).toMatchObject({ icon: 'paused', tooltip: 'NERD: paused' });
  expect(view.menu[0]).toEqual({ kind: 'label', label: 'Paused' });
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
