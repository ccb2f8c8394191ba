// From ready to quit, on ports in memory and a fake Electron; a real process is started and ended in the e2e tests.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningApp } from '../../main/app.ts';
import { encodeRequest } from '../../main/cli/messages.ts';
import { exitNoSandbox, exitNotAnswering, exitNoWritableProfile, run } from '../../main/lifecycle.ts';
import { UnsafeSetting } from '../../main/nerd/nerd-url.ts';
import type { Platform } from '../../main/platform.ts';
import { app, BrowserWindow, dialog, resetElectron } from '../support/fake-electron/index.ts';
import { flush } from '../support/manual-clock.ts';
import { memoryPorts } from '../support/memory-app.ts';

/** This process, as what emits its surprises. */
const surprises: NodeJS.EventEmitter = process;
const SURPRISES = ['uncaughtException', 'unhandledRejection'];
let listenersBefore: readonly unknown[];

beforeEach(() => {
  resetElectron();
  // With no runtime folder and no profile the app listens nowhere for other starts.
  vi.stubEnv('XDG_RUNTIME_DIR', undefined);
  listenersBefore = SURPRISES.flatMap((name) => surprises.listeners(name));
});

// The app listens for its whole life; here the process goes on.
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const name of SURPRISES)
    for (const listener of surprises.listeners(name))
      if (!listenersBefore.includes(listener)) surprises.off(name, listener as () => void);
});

/** What the app does with an error that nobody has caught. */
function surprise(error: unknown): void {
  const listener = surprises.listeners('uncaughtException').at(-1);
  (listener as (error: unknown) => void)(error);
}

/** A platform in memory, whose demo server the test ends. */
function platform() {
  const parts = memoryPorts();
  const ended: ((startedAgain: boolean) => void)[] = [];
  const demo = {
    onEnded: (listener: (typeof ended)[number]) => void ended.push(listener),
    stop: () => Promise.resolve(void parts.done.push('stop the demo')),
  };
  const close = parts.secrets.close.bind(parts.secrets);
  parts.secrets.close = () => {
    parts.done.push('close the keychain');
    return close();
  };
  return {
    ...parts,
    platform: { ...parts.ports, demo } as unknown as Platform,
    endDemo: (again: boolean) => ended[0]?.(again),
  };
}

function start(asked?: Parameters<typeof run>[2]) {
  const parts = platform();
  const started: RunningApp[] = [];
  run(
    () => parts.platform,
    (running) => void started.push(running),
    asked,
  );
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await flush();
  };
  return { ...parts, started, settle };
}

test('the app starts once Electron is ready, and lives on without a window', async () => {
  const { started, settle } = start();
  expect(started).toEqual([]);
  await settle();
  expect(started).toHaveLength(1);
  app.emit('window-all-closed');
  expect(app.calls).toEqual([]);
});

test('a second start opens the window, also one that came before the first was ready', async () => {
  const { settle } = start({ hidden: true });
  app.emit('second-instance', {}, [], '', encodeRequest({ hidden: false }));
  expect(BrowserWindow.all).toEqual([]);
  await settle();
  expect(BrowserWindow.all).toHaveLength(1);
  BrowserWindow.all[0]?.close();
  app.emit('activate');
  await settle();
  expect(BrowserWindow.all).toHaveLength(1);
});

test('a second start that hands over nothing that can be read opens the window', async () => {
  const { settle } = start({ hidden: true });
  await settle();
  app.emit('second-instance', {}, [], '', { form: 99 });
  await settle();
  expect(BrowserWindow.all).toHaveLength(1);
});

test('what its own command line asks for is done', async () => {
  const { done, settle } = start({ hidden: true, command: { kind: 'quit' } });
  await settle();
  expect(done).toContain('quit');
});

test('a quit waits until all is stopped and the keychain is closed, and is asked for once', async () => {
  const { done, kinds, settle } = start();
  await settle();
  const events: string[] = [];
  const event = { preventDefault: () => void events.push('wait') };
  app.emit('will-quit', event);
  expect(app.calls).toEqual([]);
  await settle();
  expect(done).toEqual(expect.arrayContaining(['stop the demo', 'close the keychain', 'close the notifications']));
  expect([kinds().at(-1), app.calls]).toEqual(['stopped', ['exit 0']]);
  app.emit('will-quit', event);
  expect(events).toEqual(['wait']);
});

test('a surprise is logged by its kind alone, told once, and the app lives on', async () => {
  const { log, notified, settle } = start();
  await settle();
  surprise(new TypeError('secret'));
  surprise('secret');
  expect(log.lines.slice(-2)).toEqual(['{"name":"TypeError"}', '{"name":"string"}']);
  expect(notified).toEqual(['surprise']);
  expect(app.calls).toEqual([]);
});

test('a helper of Chromium’s that has ended is logged; the app’s own processes are looked after elsewhere', async () => {
  const { log, settle } = start();
  await settle();
  const before = log.lines.length;
  app.emit('child-process-gone', {}, { type: 'Utility', reason: 'crashed', name: 'NERD Tray keychain' });
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' });
  expect(log.lines.slice(before)).toEqual(['{"name":"processGone","type":"GPU","reason":"crashed"}']);
});

test('a demo server that has ended by itself is told', async () => {
  const { endDemo, notified, settle } = start();
  await settle();
  endDemo(true);
  endDemo(false);
  expect(notified).toEqual(['demoServer', 'demoServer']);
});

test.each<[Error, string, boolean]>([
  [new UnsafeSetting('NERD_URL has to be https.'), 'NERD_URL has to be https.', true],
  [new Error('/home/ann/secret'), '/home/ann/secret', false],
])('a start that fails says so and ends; only the app’s own words are shown: %s', async (error, text, isShown) => {
  run(() => {
    throw error;
  });
  for (let turn = 0; turn < 5; turn += 1) await flush();
  expect(dialog.errors).toHaveLength(1);
  expect(dialog.errors[0]?.includes(text)).toBe(isShown);
  expect(app.calls).toEqual(['exit 1']);
});

test.each([exitNoSandbox, exitNoWritableProfile])('%o says why it does not start, and ends', async (exit) => {
  exit();
  await flush();
  expect(dialog.errors).toHaveLength(1);
  expect(app.calls).toEqual(['exit 1']);
});

test('a second start by hand says on standard error and in a dialog that the first does not answer', async () => {
  vi.stubEnv('DISPLAY', ':7');
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await exitNotAnswering({ hidden: false });
  await flush();
  expect(written.mock.calls.join()).toMatch(
    /^NERD Tray isn’t answering\. It’s already running, but seems to be stuck\. /u,
  );
  expect(dialog.errors).toHaveLength(1);
  expect(app.calls).toEqual(['exit 5']);
});
