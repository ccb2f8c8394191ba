import { describe, expect, test } from 'vitest';
import {
  copyNotification,
  dueNotifications,
  messageNotification,
  overNotifications,
  weekNotification,
} from '../../../../main/core/views/notifications.ts';
import { copiedCondition } from '../../../../main/core/messages/conditions.ts';
import { toSnapshot } from '../../../../main/core/views/snapshot.ts';
import type { Session } from '../../../../main/core/token/state.ts';
import { DAY_MS, HOUR_MS } from '../../../../main/core/time/time.ts';
import { newWeek, weekSnapshot } from '../../../../main/core/week/week.ts';
import { messageOf } from '../../../../main/core/messages/messages.ts';
import type { AppSnapshot } from '../../../../preload/contract/snapshot.ts';
import { ACTIVE, connected, CONTEXT, ELEVEN, VALID_TOKEN, NOW, TIMES } from '../../../support/core/states.ts';
import { everyState } from '../../../support/core/every-state.ts';

function snapshotOf(name: string): AppSnapshot {
  const [, state] = everyState().find(([other]) => other === name) ?? [];
  if (state === undefined) throw new Error(`no state ${name}`);
  return toSnapshot(state, CONTEXT);
}

const copied = (lastsMs: number, waited: boolean) =>
  ({ ok: true, expiresAt: ELEVEN, lastsMs, waited, message: messageOf(copiedCondition(lastsMs), CONTEXT) }) as const;

test('a copy that just worked says nothing more than its tick', () => {
  expect(copyNotification(copied(300_000, false))).toBeUndefined();
});

test.each([
  ['had to wait', copied(3_600_000, true), 'Copied · lasts 1 h'],
  ['gave under five minutes', copied(299_999, false), 'Copied · lasts 4 min'],
  ['failed', { ok: false, message: messageOf({ kind: 'clipboardFailed' }, CONTEXT) } as const, 'Not copied'],
])('a copy that %s is told', (_name, result, title) => {
  expect(copyNotification(result)).toMatchObject({ id: 'copy', title });
});

test('a rejection is told once', () => {
  const [before, after] = [snapshotOf('refreshing'), snapshotOf('rejected')];
  expect(dueNotifications(before, after, TIMES)).toMatchObject([
    { id: 'session', title: 'The week of your refresh token is over' },
  ]);
  expect(dueNotifications(after, after, TIMES)).toEqual([]);
  expect(dueNotifications(after, before, TIMES)).toEqual([]);
});

test('the rejection of a token kept for later is told once', () => {
  const [before, after] = [snapshotOf('trying'), snapshotOf('kept, then refused')];
  expect(dueNotifications(before, after, TIMES)).toMatchObject([{ id: 'candidate' }]);
  expect(dueNotifications(after, after, TIMES)).toEqual([]);
});

test('a rejection offers a copy only while the old access token is good', () => {
  const [before, after] = [snapshotOf('refreshing'), snapshotOf('rejected')];
  const labels = (snapshot: AppSnapshot) =>
    dueNotifications(before, snapshot, TIMES).flatMap(({ buttons }) => buttons.map(({ label }) => label));
  expect(labels(after)).toEqual(['Renew', 'Try again']);
  const good = toSnapshot(connected({ kind: 'rejected', held: VALID_TOKEN }), CONTEXT);
  expect(labels(good)).toEqual(['Renew', 'Try again', 'Copy']);
});

test('a rejection without a reason is renewed by a click on it, though its message tries again', () => {
  const [view] = dueNotifications(snapshotOf('refreshing'), snapshotOf('rejected without a reason'), TIMES);
  expect(view).toMatchObject({
    title: 'NERD rejected your refresh token',
    click: { kind: 'openWindow', page: 'replace' },
    buttons: [{ label: 'Renew' }, { label: 'Try again', command: { kind: 'tryAgain' } }],
  });
});

test('a rejected credential that works again is told, and one that took its place is not', () => {
  const [before, after] = [snapshotOf('rejected without a reason'), snapshotOf('active')];
  expect(dueNotifications(before, after, TIMES)).toMatchObject([
    { id: 'sessionBack', title: 'Your refresh token works again' },
  ]);
  expect(overNotifications(after, before)).toContain('sessionBack');
  expect(dueNotifications(before, snapshotOf('key pair'), TIMES)).toEqual([]);
});

test('a key pair that is refused is not renewed by the week: its own message says what to do', () => {
  const [view] = dueNotifications(snapshotOf('key pair'), snapshotOf('key pair, rejected'), TIMES);
  expect(view).toMatchObject({
    id: 'session',
    title: 'NERD does not know this key pair',
    click: { kind: 'openWindow', page: 'keyPair' },
    buttons: [
      { label: 'Enter the key pair again', command: { kind: 'openWindow', page: 'keyPair' } },
      { label: 'Try again', command: { kind: 'tryAgain' } },
    ],
  });
});

test('the button under a message is the notification’s too', () => {
  const action = { kind: 'openNerd', label: 'Open NERD' } as const;
  const message = { tone: 'problem', title: 'Title', sentence: 'Sentence.', action } as const;
  expect(messageNotification('failed', message)).toEqual({
    id: 'failed',
    title: 'Title',
    body: 'Sentence.',
    click: { kind: 'openWindow' },
    buttons: [{ label: 'Open NERD', command: { kind: 'openLink', link: 'nerd' } }],
  });
});

describe('is over', () => {
  const active = snapshotOf('active');
  const over = (after: AppSnapshot, before = active) => overNotifications(before, after);
  const standing = { ...weekSnapshot(newWeek(NOW - 6 * DAY_MS)), standing: '24h' } as const;

  test('the warning, once the week is renewed, snoozed or refused', () => {
    expect(over(active)).toContain('week');
    expect(over(toSnapshot(connected(ACTIVE), { ...CONTEXT, week: standing }))).not.toContain('week');
  });

  test('the rejection, once the session is back', () => {
    expect(over(snapshotOf('rejected'))).not.toContain('session');
    expect(over(active)).toContain('session');
  });

  test('the rejection of a token kept for later, once it is given up', () => {
    expect(over(snapshotOf('kept, then refused'))).not.toContain('candidate');
    expect(over(active)).toContain('candidate');
  });

  test('the end of the copied token, once another was copied or none can be', () => {
    expect(over(active)).not.toContain('copiedEnd');
    expect(over(snapshotOf('copied'))).toContain('copiedEnd');
    expect(over(snapshotOf('signed out'))).toContain('copiedEnd');
  });

  test('a copy that failed, at the next one that worked and not while that is shown', () => {
    const copiedNow = snapshotOf('copied');
    expect(over(copiedNow)).toContain('copy');
    expect(over(copiedNow, copiedNow)).not.toContain('copy');
    expect(over(active)).not.toContain('copy');
  });

  test('where the app went, once there is a tray', () => {
    expect(over({ ...active, desktop: { ...active.desktop, hasTray: false } })).not.toContain('closed');
    expect(over(active)).toContain('closed');
  });
});

test('a failed refresh is not worth a notification', () => {
  expect(dueNotifications(snapshotOf('refreshing'), snapshotOf('network with none'), TIMES)).toEqual([]);
});

describe('the end of the copied token', () => {
  const settings = { ...CONTEXT.settings, tellCopiedEnd: true };
  const later: Session = { kind: 'active', held: { ...VALID_TOKEN, expiresAt: ELEVEN + HOUR_MS }, refreshAt: ELEVEN };
  const at = (
    now: number,
    copiedEndsAt: number | undefined,
    session: Session = later,
    more: Partial<typeof CONTEXT> = {},
  ) => toSnapshot(connected(session, { copiedEndsAt }), { ...CONTEXT, settings, now, ...more });
  const before = at(ELEVEN - 1, ELEVEN);

  test('is told, and a click copies a fresh one', () => {
    expect(dueNotifications(before, at(ELEVEN, undefined), TIMES)).toEqual([
      {
        id: 'copiedEnd',
        title: 'The access token you copied has ended',
        body: 'It ended at 11:00.',
        click: { kind: 'copyAccessToken' },
        buttons: [{ label: 'Copy', command: { kind: 'copyAccessToken' } }],
      },
    ]);
  });

  test('is told once', () => {
    expect(dueNotifications(at(ELEVEN, undefined), at(ELEVEN + 1, undefined), TIMES)).toEqual([]);
  });

  test('is not told while it lasts, or when a newer one was copied', () => {
    expect(dueNotifications(before, before, TIMES)).toEqual([]);
    expect(dueNotifications(before, at(ELEVEN, ELEVEN + HOUR_MS), TIMES)).toEqual([]);
  });

  test.each([
    ['it was not asked for', at(ELEVEN, undefined, later, { settings: CONTEXT.settings })],
    ['the session was forgotten before it came', at(ELEVEN - 1, undefined)],
    [
      'the session was forgotten',
      toSnapshot({ ...connected(later), session: { kind: 'signedOut' } }, { ...CONTEXT, settings, now: ELEVEN }),
    ],
    ['NERD has refused', at(ELEVEN, undefined, { kind: 'rejected', held: undefined })],
  ])('is not told if %s', (_name, after) => {
    expect(dueNotifications(before, after, TIMES).filter(({ id }) => id === 'copiedEnd')).toEqual([]);
  });
});

describe('a warning of the week’s end', () => {
  const week = weekSnapshot(newWeek(NOW - 6 * DAY_MS));

  test('says how much is left, and leads to where a new refresh token is entered', () => {
    expect(weekNotification('24h', week, NOW + HOUR_MS, TIMES)).toEqual({
      id: 'week',
      title: 'Your refresh token ends in 23 h',
      body: 'It ends Wednesday 10:18. Until then, everything goes on.',
      click: { kind: 'openWindow', page: 'replace' },
      buttons: [
        { label: 'Renew', command: { kind: 'openWindow', page: 'replace' } },
        { label: 'Snooze until tomorrow', command: { kind: 'snooze', until: 'tomorrow' } },
      ],
    });
  });

  test.each(['2h', 'end'] as const)('“%s” cannot wait for tomorrow', (kind) => {
    const [, snooze] = weekNotification(kind, week, NOW, TIMES).buttons;
    expect(snooze).toEqual({ label: 'Snooze for 1 h', command: { kind: 'snooze', until: 'inAnHour' } });
  });

  test('does not promise an end that may come later', () => {
    const perhaps = weekSnapshot({ ...newWeek(NOW - 6 * DAY_MS), lastUsedAt: NOW });
    expect(weekNotification('2h', perhaps, NOW, TIMES).title).toBe('Your refresh token may end in 24 h');
  });

  test('stands in the snapshot until it is snoozed or NERD has refused', () => {
    const standing = { ...week, standing: '24h' } as const;
    const shown = toSnapshot(connected(ACTIVE), { ...CONTEXT, week: standing });
    expect(shown.warning).toMatchObject({ tone: 'attention', action: { kind: 'connect' } });
    expect(toSnapshot(connected(ACTIVE), { ...CONTEXT, week }).warning).toBeUndefined();
    const rejected = toSnapshot(connected({ kind: 'rejected', held: VALID_TOKEN }), { ...CONTEXT, week: standing });
    expect(rejected.warning).toBeUndefined();
  });
});
