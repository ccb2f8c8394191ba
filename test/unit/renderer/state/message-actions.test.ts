import { expect, test } from 'vitest';
import type { Command } from '../../../../preload/contract/command.ts';
import type { MessageAction } from '../../../../preload/contract/message.ts';
import { AppState } from '../../../../renderer/state/app-state.svelte.ts';
import { performAction } from '../../../../renderer/state/message-actions.ts';
import { fakeNerd } from './fake-nerd.ts';

function start() {
  const { nerd, sent } = fakeNerd();
  return { app: new AppState(nerd), sent };
}

test.each<readonly [MessageAction, string]>([
  ['connect', 'replace'],
  ['connectKeyPair', 'keyPair'],
  ['answerProxy', 'proxy'],
])('%s leads to the page “%s”, and asks nothing of main', async (action, page) => {
  const { app, sent } = start();
  await performAction(app, action);
  expect(app.page).toBe(page);
  expect(sent).toEqual([]);
});

test.each<readonly [MessageAction, Command]>([
  ['openNerd', { kind: 'openLink', link: 'nerd' }],
  ['openStatusPage', { kind: 'openLink', link: 'status' }],
  ['copyAccessToken', { kind: 'copyAccessToken' }],
  ...(['refreshNow', 'clearClipboard', 'saveForLater', 'keepInMemory', 'retryKeychain', 'resume'] as const).map(
    (kind) => [kind, { kind }] as const,
  ),
])('%s sends its command', (action, command) => {
  const { app, sent } = start();
  void performAction(app, action);
  expect(sent).toEqual([command]);
  expect(app.isActionPending(action)).toBe(true);
});
