import { beforeEach, expect, test } from 'vitest';
import { serveWindow } from '../../../main/window/ipc.ts';
import { toSnapshot } from '../../../main/core/views/snapshot.ts';
import { INITIAL_STATE } from '../../../main/core/token/state.ts';
import { CHANNELS } from '../../../preload/contract/bridge.ts';
import type { Command, Dispatch } from '../../../preload/contract/command.ts';
import { CONTEXT } from '../../support/core/states.ts';
import { BrowserWindow, ipcMain, resetElectron } from '../../support/fake-electron/index.ts';

const PAGE_URL = 'nerd-tray://window/index.html';
const SNAPSHOT = toSnapshot(INITIAL_STATE, CONTEXT);

beforeEach(resetElectron);

/** Serves a window that is open, and writes down what its page has main do. */
async function start() {
  const opened = new BrowserWindow({});
  await opened.loadURL(PAGE_URL);
  const window: { window: BrowserWindow | undefined } = { window: opened };
  const dispatched: Command[] = [];
  const ipc = serveWindow({
    window: window as never,
    pageUrl: PAGE_URL,
    snapshots: { takeForWindow: () => SNAPSHOT },
    dispatch: ((command: Command) => {
      dispatched.push(command);
      return Promise.resolve({ ok: true });
    }) as Dispatch,
  });
  const { webContents } = opened;
  const own = { sender: webContents, senderFrame: webContents.mainFrame };
  const call = (channel: string, event: object, value?: unknown): unknown =>
    ipcMain.handlers.get(channel)?.(event, value);
  return { ipc, window, opened, own, call, dispatched };
}

test('the window’s page is answered: with a snapshot, and with what becomes of its command', async () => {
  const { call, own, dispatched } = await start();
  expect(call(CHANNELS.ask, own)).toBe(SNAPSHOT);
  await expect(call(CHANNELS.command, own, { kind: 'copyAccessToken' })).resolves.toEqual({ ok: true });
  expect(dispatched).toEqual([{ kind: 'copyAccessToken' }]);
});

test.each([{ kind: 'noSuchCommand' }, { kind: 'changeSettings', settings: { theme: 'red' } }, undefined, 'quit'])(
  'what is no command is refused: %j',
  async (value) => {
    const { call, own, dispatched } = await start();
    expect(() => call(CHANNELS.command, own, value)).toThrow('not a command');
    expect(dispatched).toEqual([]);
  },
);

test.each([
  ['another window', () => ({ sender: new BrowserWindow({}).webContents, senderFrame: { url: PAGE_URL } })],
  [
    'another page with this one’s frame',
    ({ senderFrame }: { senderFrame: object }) => ({ sender: new BrowserWindow({}).webContents, senderFrame }),
  ],
  ['a frame in the page', ({ sender }: { sender: object }) => ({ sender, senderFrame: { url: PAGE_URL } })],
  ['a frame that is gone', ({ sender }: { sender: object }) => ({ sender, senderFrame: null })],
] as const)('%s gets nothing', async (_name, eventFrom) => {
  const { call, own, dispatched } = await start();
  const event = eventFrom(own);
  expect(() => call(CHANNELS.ask, event)).toThrow('not the window');
  expect(() => call(CHANNELS.command, event, { kind: 'copyAccessToken' })).toThrow('not the window');
  expect(dispatched).toEqual([]);
});

test('another page in the window gets nothing, and neither does the page of a window that is closed', async () => {
  const { call, own, opened, window } = await start();
  await opened.loadURL('https://evil.example/');
  expect(() => call(CHANNELS.ask, own)).toThrow('not the window');
  await opened.loadURL(PAGE_URL);
  window.window = undefined;
  expect(() => call(CHANNELS.ask, own)).toThrow('not the window');
});

test('a snapshot is pushed to the window that is open, and to none', async () => {
  const { ipc, window, opened } = await start();
  ipc.push(SNAPSHOT);
  window.window = undefined;
  ipc.push(SNAPSHOT);
  expect(opened.webContents.sent).toEqual([[CHANNELS.snapshot, SNAPSHOT]]);
});

test('once it has stopped nobody is answered', async () => {
  const { ipc } = await start();
  ipc.stop();
  expect(ipcMain.handlers.size).toBe(0);
});
