import { expect, test } from 'vitest';
import { answerOf, MainRequests } from '../../../../renderer/state/main-requests.svelte.ts';
import { NO_ANSWER } from '../../../../renderer/text/local-messages.ts';
import type { Message } from '../../../../preload/contract/message.ts';
import { fakeNerd } from './fake-nerd.ts';

const message: Message = { tone: 'problem', title: 'Not done', sentence: 'It did not work.', action: undefined };

test('a command is pending until main answers, and is not sent twice meanwhile', async () => {
  const { nerd, sent, answer } = fakeNerd();
  const requests = new MainRequests(nerd);
  const first = requests.run({ kind: 'refreshNow' });
  expect(requests.isPending('refreshNow')).toBe(true);
  expect(requests.isPending('quit', 'refreshNow')).toBe(true);
  expect(await requests.run({ kind: 'refreshNow' })).toBeUndefined();
  answer({ ok: true });
  expect(await first).toEqual({ ok: true });
  expect(requests.isPending('refreshNow')).toBe(false);
  expect(sent).toEqual([{ kind: 'refreshNow' }]);
});

test('a failure becomes the alert, which goes when the next command is sent', async () => {
  const { nerd, answer } = fakeNerd();
  const requests = new MainRequests(nerd);
  const failing = requests.run({ kind: 'clearClipboard' });
  answer({ ok: false, message });
  await failing;
  expect(requests.alert).toEqual(message);
  void requests.run({ kind: 'refreshNow' });
  expect(requests.alert).toBeUndefined();
});

test.each([
  [{ kind: 'connect', text: 'typed' }, 'unreachable'],
  [{ kind: 'takeKey', text: 'typed' }, 'field'],
  [{ kind: 'answerProxy', name: 'ada', password: 'typed' }, 'refused'],
] as const)('a failure of %j stands at its field, and is no alert', async (command, reason) => {
  const { nerd, answer } = fakeNerd();
  const requests = new MainRequests(nerd);
  const failing = requests.run(command);
  answer({ ok: false, reason, message });
  expect(await failing).toEqual({ ok: false, reason, message });
  expect(requests.alert).toBeUndefined();
});

test('main that gives no answer is told as a failure, and the command can be sent again', async () => {
  const { nerd, fail } = fakeNerd();
  const requests = new MainRequests(nerd);
  const failing = requests.run({ kind: 'resume' });
  fail();
  await failing;
  expect(requests.alert).toEqual(NO_ANSWER);
  expect(requests.isPending('resume')).toBe(false);
  expect(await answerOf(Promise.reject(new Error('gone')))).toEqual({ ok: false, message: NO_ANSWER });
});

test('a message’s button is pending with its command; one that leads to a page never is', () => {
  const requests = new MainRequests(fakeNerd().nerd);
  void requests.run({ kind: 'openLink', link: 'nerd' });
  void requests.run({ kind: 'connect', text: 'typed' });
  expect(requests.isActionPending('openNerd')).toBe(true);
  expect(requests.isActionPending('openStatusPage')).toBe(true);
  expect(requests.isActionPending('connect')).toBe(false);
  expect(requests.isActionPending('resume')).toBe(false);
});
