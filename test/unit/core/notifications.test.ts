import { expect, test } from 'vitest';
import { copyNotification, dueNotifications } from '../../../main/core/notifications.ts';
import { clipboardMessage, copiedMessage } from '../../../main/core/result-words.ts';
import { toSnapshot } from '../../../main/core/snapshot.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import { CONTEXT, ELEVEN, everyState } from './states.ts';

function snapshotOf(name: string): AppSnapshot {
  const [, state] = everyState().find(([other]) => other === name) ?? [];
  if (state === undefined) throw new Error(`no state ${name}`);
  return toSnapshot(state, CONTEXT);
}

const copied = (lastsMs: number, waited: boolean) =>
  ({ ok: true, expiresAt: ELEVEN, lastsMs, waited, message: copiedMessage(lastsMs) }) as const;

test('a copy that just worked says nothing more than its tick', () => {
  expect(copyNotification(copied(300_000, false))).toBeUndefined();
});

test.each([
  ['had to wait', copied(3_600_000, true), 'Copied · lasts 1 h'],
  ['gave under five minutes', copied(299_999, false), 'Copied · lasts 4 min'],
  ['failed', { ok: false, message: clipboardMessage() } as const, 'Not copied'],
])('a copy that %s is told', (_name, result, title) => {
  expect(copyNotification(result)).toMatchObject({ id: 'copy', title });
});

test('a refusal is told once', () => {
  const [before, after] = [snapshotOf('refreshing'), snapshotOf('rejected')];
  expect(dueNotifications(before, after)).toMatchObject([
    { id: 'session', title: 'The week of your refresh token is over' },
  ]);
  expect(dueNotifications(after, after)).toEqual([]);
  expect(dueNotifications(after, before)).toEqual([]);
});

test('the refusal of a token kept for later is told once', () => {
  const [before, after] = [snapshotOf('trying'), snapshotOf('kept, then refused')];
  expect(dueNotifications(before, after)).toMatchObject([{ id: 'candidate' }]);
  expect(dueNotifications(after, after)).toEqual([]);
});

test('a failed refresh is not worth a notification', () => {
  expect(dueNotifications(snapshotOf('refreshing'), snapshotOf('network with none'))).toEqual([]);
});
