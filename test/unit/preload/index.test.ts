// The bridge, which does its work when it is loaded.
import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { CHANNELS, type NerdBridge } from '../../../preload/contract/bridge.ts';
import { contextBridge, ipcRenderer, resetElectron } from '../../support/fake-electron/index.ts';
import { freshModule } from '../../support/fresh-module.ts';

beforeEach(resetElectron);

/** Loads the bridge into a page, whose main answers each call with the call itself. */
async function load(): Promise<NerdBridge> {
  await freshModule('preload/index.ts');
  const bridge = contextBridge.exposed.get('nerd');
  if (bridge === undefined) throw new Error('there is no bridge');
  return bridge as NerdBridge;
}

/** Has main push a snapshot. */
const push = (snapshot: unknown): void =>
  void (ipcRenderer as EventEmitter).emit(CHANNELS.snapshot, { sender: 'main' }, snapshot);

test('a page is given four functions and nothing of Electron', async () => {
  expect(Object.entries(await load()).map(([name, value]) => `${name}: ${typeof value}`)).toEqual([
    'snapshot: function',
    'onSnapshot: function',
    'history: function',
    'send: function',
  ]);
});

test('the first snapshot is asked for before the page’s script starts, and each later one anew', async () => {
  const bridge = await load();
  expect(ipcRenderer.invoked).toEqual([[CHANNELS.ask]]);
  await bridge.snapshot();
  expect(ipcRenderer.invoked).toHaveLength(1);
  await bridge.snapshot();
  expect(ipcRenderer.invoked).toHaveLength(2);
});

test('a command goes to main as it is, and reading the history is one', async () => {
  const bridge = await load();
  await bridge.send({ kind: 'copyAccessToken' });
  await bridge.history();
  expect(ipcRenderer.invoked.slice(1)).toEqual([
    [CHANNELS.command, { kind: 'copyAccessToken' }],
    [CHANNELS.command, { kind: 'readHistory' }],
  ]);
});

test('snapshots that main pushes reach the page without the event, until it stops listening', async () => {
  const bridge = await load();
  const got: unknown[][] = [];
  const stop = bridge.onSnapshot((...args) => void got.push(args));
  push('one');
  stop();
  push('two');
  expect(got).toEqual([['one']]);
});

test('of what main pushes before the page listens it gets the last, once', async () => {
  const bridge = await load();
  push('one');
  push('two');
  const got: unknown[] = [];
  bridge.onSnapshot((snapshot) => void got.push(snapshot));
  bridge.onSnapshot((snapshot) => void got.push(snapshot));
  expect(got).toEqual(['two']);
  expect(ipcRenderer.listenerCount(CHANNELS.snapshot)).toBe(2);
});
