import { expect, test } from 'vitest';
import { DEFAULT_PERSISTED_SETTINGS } from '../../../main/core/input/default-settings.ts';
import { createRunAndNotify } from '../../../main/commands/run-and-notify.ts';
import type { NotificationView } from '../../../main/core/views/notifications.ts';
import type { AppNotification, Notifier } from '../../../main/ports/desktop.ts';
import type { Command, CommandKind, CommandResults, Dispatch } from '../../../preload/contract/command.ts';
import type { Message } from '../../../preload/contract/message.ts';
import { flush } from '../../support/manual-clock.ts';

const message: Message = { tone: 'problem', title: 'Not done', sentence: 'It did not work.', action: undefined };
const FAILED = { ok: false, message } as const;
const COPIED = { ok: true, expiresAt: 1, lastsMs: 3_600_000, waited: false, message } as const;

/** Commands with planned results, and notifications that a test presses. */
function parts(results: { readonly [K in CommandKind]?: CommandResults[K] } = {}) {
  const sent: Command[] = [];
  const shown: { notification: AppNotification; press: (button: number | undefined) => void }[] = [];
  const notifier: Notifier = {
    show(notification, press) {
      shown.push({ notification, press });
      return Promise.resolve(true);
    },
    close: () => undefined,
    closeAll: () => Promise.resolve(),
  };
  const dispatch = ((command: Command) => {
    sent.push(command);
    return Promise.resolve(results[command.kind] ?? { ok: true });
  }) as Dispatch;
  const settings = { get: () => ({ ...DEFAULT_PERSISTED_SETTINGS, notifyCopies: false }) };
  return { sent, shown, ...createRunAndNotify(dispatch, notifier, settings) };
}

const VIEW: NotificationView = {
  id: 'session',
  title: 'Rejected',
  body: 'NERD said no.',
  click: { kind: 'openWindow', page: 'replace' },
  buttons: [
    { label: 'Renew', command: { kind: 'openWindow', page: 'replace' } },
    { label: 'Copy', command: { kind: 'copyAccessToken' } },
  ],
};

test('a command is sent as it is, and what worked says nothing', async () => {
  const { runAndNotify, sent, shown } = parts({ copyAccessToken: COPIED });
  await runAndNotify({ kind: 'copyAccessToken', format: 'curl' });
  expect(sent).toEqual([{ kind: 'copyAccessToken', format: 'curl' }]);
  expect(shown).toEqual([]);
});

test('what failed becomes a notification', async () => {
  const { runAndNotify, sent, shown } = parts({ clearClipboard: FAILED });
  await runAndNotify({ kind: 'clearClipboard' });
  expect(shown.map(({ notification }) => notification)).toEqual([
    expect.objectContaining({ id: 'failed', title: 'Not done', body: 'It did not work.' }),
  ]);
  expect(sent.map(({ kind }) => kind)).toEqual(['clearClipboard']);
});

test('a copy that had to wait deserves words, though it worked', async () => {
  const { runAndNotify, shown } = parts({ copyAccessToken: { ...COPIED, waited: true } });
  await runAndNotify({ kind: 'copyAccessToken' });
  expect(shown.map(({ notification: { id } }) => id)).toEqual(['copy']);
});

test.each<[string, number | undefined, Command]>([
  ['a button', 1, { kind: 'copyAccessToken' }],
  ['the notification itself', undefined, { kind: 'openWindow', page: 'replace' }],
  ['a button that there is not', 7, { kind: 'openWindow', page: 'replace' }],
])('a press of %s sends its command', async (_name, button, command) => {
  const { notify, sent, shown } = parts({ copyAccessToken: COPIED });
  expect(await notify(VIEW)).toBe(true);
  expect(shown[0]?.notification).toEqual({
    id: 'session',
    title: 'Rejected',
    body: 'NERD said no.',
    buttons: ['Renew', 'Copy'],
  });
  shown[0]?.press(button);
  await flush();
  expect(sent).toEqual([command]);
});

test('a pressed button whose command fails is told of by a notification of its own', async () => {
  const { notify, shown } = parts({ copyAccessToken: FAILED });
  await notify(VIEW);
  shown[0]?.press(1);
  await flush();
  expect(shown.map(({ notification: { id } }) => id)).toEqual(['session', 'copy']);
});
