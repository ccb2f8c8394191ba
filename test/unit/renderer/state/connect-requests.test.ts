import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/message.ts';
import { ConnectRequests } from '../../../../renderer/state/connect-requests.svelte.ts';
import { MainRequests } from '../../../../renderer/state/main-requests.svelte.ts';
import { fakeNerd } from './fake-nerd.ts';

const message: Message = { tone: 'problem', title: 'Not done', sentence: 'It did not work.', action: undefined };

function start() {
  const main = fakeNerd();
  return { ...main, connecting: new ConnectRequests(new MainRequests(main.nerd)) };
}

test('only one credential is tried at a time, whichever way it was entered', async () => {
  const { connecting, sent, answer } = start();
  const first = connecting.connect('typed');
  expect(connecting.isPending).toBe(true);
  await connecting.connectDemo();
  await connecting.connectFromClipboard();
  await connecting.connectKeyPair('client', 'taken', '');
  answer({ ok: true });
  await first;
  expect(connecting.isPending).toBe(false);
  expect(sent).toEqual([{ kind: 'connect', text: 'typed' }]);
});

test('why connecting failed is held until the next attempt, or until the page is left', async () => {
  const { connecting, answer } = start();
  const failing = connecting.connectFromClipboard();
  answer({ ok: false, reason: 'field', message });
  await failing;
  expect(connecting.failure).toEqual({ ok: false, reason: 'field', message });
  void connecting.connect('typed');
  expect(connecting.failure).toBeUndefined();
  answer({ ok: false, reason: 'refused', message });
  await expect.poll(() => connecting.failure?.reason).toBe('refused');
  connecting.clear();
  expect(connecting.failure).toBeUndefined();
});

test('a failure of a field is over once the field is changed, and main then drops what it offered to send', async () => {
  const { connecting, sent, answer } = start();
  const failing = connecting.connectFromClipboard();
  const action = { kind: 'sendAnyway', label: 'Send anyway' } as const;
  answer({ ok: false, reason: 'field', message: { ...message, action } });
  await failing;
  connecting.fieldChanged();
  expect(connecting.failure).toBeUndefined();
  answer({ ok: true });
  const refused = connecting.sendAnyway();
  answer({ ok: false, reason: 'refused', message });
  await refused;
  connecting.fieldChanged();
  expect(connecting.failure?.reason).toBe('refused');
  expect(sent.map(({ kind }) => kind)).toEqual(['connectFromClipboard', 'dropUnusual', 'sendAnyway']);
});

test('a key that main has taken is described; a text that is none says why, and a file that was not chosen says nothing', async () => {
  const { connecting, answer } = start();
  const taken = connecting.takeKey('-----BEGIN');
  answer({ ok: true, key: { bits: 2048, fileName: undefined } });
  expect(await taken).toEqual({ bits: 2048, fileName: undefined });
  const none = connecting.takeKey('hello');
  answer({ ok: false, reason: 'field', message });
  expect(await none).toBeUndefined();
  expect(connecting.keyFailure).toEqual(message);
  const cancelled = connecting.chooseKeyFile();
  expect(connecting.keyFailure).toBeUndefined();
  answer({ ok: true });
  expect(await cancelled).toBeUndefined();
});
