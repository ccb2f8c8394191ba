import { expect, test } from 'vitest';
import { openAnswerChannel } from '../../../main/cli/answer-channel.ts';
import { handleRequest, type CommandTarget } from '../../../main/cli/handle-request.ts';
import type { Answer } from '../../../main/core/cli/answers.ts';
import type { Display } from '../../../main/core/cli/display.ts';
import { EXIT, type CliCommand, type CliRequest } from '../../../main/core/cli/command-line.ts';
import type { NotificationView } from '../../../main/core/views/notifications.ts';
import type { Command } from '../../../preload/contract/command.ts';
import type { Message } from '../../../preload/contract/message.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import { CONNECTED, MINUTE_MS, NOW } from '../../support/page-harness/snapshots.ts';

const MESSAGE: Message = { tone: 'calm', title: 'Title', sentence: 'Sentence.', action: undefined };
const TEXT = 'Title. Sentence.';
const COPIED = { ok: true, message: MESSAGE, expiresAt: NOW + 40 * MINUTE_MS, lastsMs: 40 * MINUTE_MS, waited: false };
const FAILED = { ok: false, message: MESSAGE };
const SIGNED_OUT: AppSnapshot = { ...CONNECTED, session: { kind: 'signedOut' }, credential: undefined };

interface Running {
  readonly snapshot?: AppSnapshot;
  readonly result?: object;
  /** What each wait gives, in order; true once none is left. */
  readonly settles?: boolean[];
}

/** A running app that gives every command the same result, and writes down what is asked of it. */
function runningApp({ snapshot = CONNECTED, result = { ok: true }, settles = [] }: Running = {}) {
  const commands: Command[] = [];
  const notifications: NotificationView[] = [];
  const target: CommandTarget = {
    dispatch: (command) => {
      commands.push(command);
      return Promise.resolve(result as never);
    },
    display: { x11: ':1' },
    snapshot: () => snapshot,
    whenSettled: () => Promise.resolve(settles.shift() ?? true),
    notify: (view) => {
      notifications.push(view);
      return Promise.resolve(true);
    },
  };
  return { target, commands, notifications };
}

/** Sends a command as a client does, and gives the answer that the client reads from its channel. */
async function answerTo(
  command: CliCommand,
  { target } = runningApp(),
  display?: Display,
): Promise<Answer | undefined> {
  const channel = await openAnswerChannel();
  try {
    await handleRequest(target, {
      command,
      hidden: false,
      answerTo: channel.address,
      ...(display && { display }),
    });
    return await channel.answer(5000);
  } finally {
    channel.close();
  }
}

test.each<[string, CliRequest, Command[]]>([
  ['opens the window', { hidden: false }, [{ kind: 'openWindow' }]],
  ['opens no window if it is to be hidden', { hidden: true }, []],
])('a start without a command %s', async (_what, request, commands) => {
  const app = runningApp();
  await handleRequest(app.target, request);
  expect(app.commands).toEqual(commands);
});

test('a copy from another display fails, names both, and copies nothing', async () => {
  const app = runningApp({ result: COPIED });
  const answer = await answerTo({ kind: 'copy', notify: true }, app, { x11: 'localhost:10' });
  expect(answer).toEqual({
    code: EXIT.failed,
    text: 'Not copied: NERD Tray runs on display :1, and you’re on localhost:10, which has a clipboard of its own. Type it on :1.',
  });
  expect(app.commands).toEqual([]);
  expect(await answerTo({ kind: 'copy' }, app, { x11: ':1' })).toEqual({ code: EXIT.done, text: TEXT });
  // Neither does where it comes from keep another command from being done.
  expect(await answerTo({ kind: 'show' }, runningApp(), { x11: ':7' })).toEqual({ code: EXIT.done, text: '' });
});

test('a copy from no display says whose clipboard it is in', async () => {
  const app = runningApp({ result: COPIED });
  expect(await answerTo({ kind: 'copy' }, app, {})).toEqual({
    code: EXIT.done,
    text: `${TEXT} It is in the clipboard of display :1.`,
  });
});

test('a copy gives what it copied, in the format that was asked for', async () => {
  const app = runningApp({ result: COPIED });
  expect(await answerTo({ kind: 'copy', format: 'header' }, app)).toEqual({
    code: EXIT.done,
    text: `${TEXT} It is in an HTTP header.`,
  });
  expect(app.commands).toEqual([{ kind: 'copyAccessToken', format: 'header' }]);
});

test('a copy without a format is in that of the settings', async () => {
  const app = runningApp({ result: COPIED });
  expect(await answerTo({ kind: 'copy' }, app)).toEqual({ code: EXIT.done, text: TEXT });
  expect(app.commands).toEqual([{ kind: 'copyAccessToken' }]);
});

test('a copy that fails says why, with the status of the state that it failed in', async () => {
  expect(await answerTo({ kind: 'copy' }, runningApp({ result: FAILED }))).toEqual({ code: EXIT.failed, text: TEXT });
  const signedOut = runningApp({ result: FAILED, snapshot: SIGNED_OUT });
  expect(await answerTo({ kind: 'copy' }, signedOut)).toEqual({ code: EXIT.notConnected, text: TEXT });
});

test.each<[string, CliCommand, object, number]>([
  ['fails with --notify gives a notification', { kind: 'copy', notify: true }, FAILED, 1],
  ['fails without --notify gives none', { kind: 'copy' }, FAILED, 0],
  ['just works with --notify gives none', { kind: 'copy', notify: true }, COPIED, 0],
])('a copy that %s', async (_what, command, result, count) => {
  const app = runningApp({ result });
  await answerTo(command, app);
  expect(app.notifications).toHaveLength(count);
});

test('a refresh gives the state that it led to', async () => {
  const app = runningApp();
  const answer = await answerTo({ kind: 'refresh' }, app);
  expect(answer?.code).toBe(EXIT.done);
  expect(answer?.text).toMatch(/^An access token is ready/u);
  expect(app.commands).toEqual([{ kind: 'refreshNow' }]);
});

test('a refresh without a credential asks NERD nothing', async () => {
  const app = runningApp({ snapshot: SIGNED_OUT });
  expect((await answerTo({ kind: 'refresh' }, app))?.code).toBe(EXIT.notConnected);
  expect(app.commands).toEqual([]);
});

test('a refresh that may not be made now says why', async () => {
  const app = runningApp({ result: FAILED });
  expect(await answerTo({ kind: 'refresh' }, app)).toEqual({ code: EXIT.failed, text: TEXT });
});

test('a refresh that NERD is slow to answer has failed for now, and says so', async () => {
  const answer = await answerTo({ kind: 'refresh' }, runningApp({ settles: [true, false] }));
  expect(answer?.code).toBe(EXIT.failed);
  expect(answer?.text).toMatch(/--status/u);
});

test('a status asks nothing of the app', async () => {
  const app = runningApp();
  const answer = await answerTo({ kind: 'status', json: true }, app);
  expect(answer?.code).toBe(EXIT.done);
  expect(JSON.parse(answer?.text ?? '')).toMatchObject({ running: true, state: 'active' });
  expect(app.commands).toEqual([]);
});

test('a window that opens needs no words, and one that does not says why', async () => {
  expect(await answerTo({ kind: 'show' })).toEqual({ code: EXIT.done, text: '' });
  expect(await answerTo({ kind: 'show' }, runningApp({ result: FAILED }))).toEqual({ code: EXIT.failed, text: TEXT });
});

test('a quit makes the app quit', async () => {
  const channel = await openAnswerChannel();
  const app = runningApp();
  await handleRequest(app.target, { command: { kind: 'quit' }, hidden: false, answerTo: channel.address });
  channel.close();
  expect(app.commands).toEqual([{ kind: 'quit' }]);
});
