// A desktop without wl-copy and wl-paste: what they do on one that has them is for Wayland's own tests.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createWaylandClipboard } from '../../../main/copy/wayland-clipboard.ts';
import type { Clipboard, ClipboardWrite } from '../../../main/ports/desktop.ts';

beforeAll(() => {
  vi.stubEnv('PATH', '/nonexistent');
});

afterAll(() => {
  vi.unstubAllEnvs();
});

/** Electron's clipboard where each write ends as `outcome` says; notes the calls. */
function create(canWindowWrite: boolean, outcome: ClipboardWrite = 'written') {
  const calls: string[] = [];
  const note = <T>(call: string, result: T): Promise<T> => {
    calls.push(call);
    return Promise.resolve(result);
  };
  const electron: Clipboard = {
    readText: () => note('read', 'from Electron'),
    writeText: (text) => note(`write ${text}`, outcome),
    writeSecret: (text) => note(`secret ${text}`, outcome),
    clear: () => note('clear', undefined),
    marksSecrets: () => true,
  };
  return { calls, clipboard: createWaylandClipboard(electron, () => canWindowWrite) };
}

test('a window in use writes by Electron, a secret as a secret', async () => {
  const { calls, clipboard } = create(true);
  expect(await clipboard.writeText('plain')).toBe('written');
  expect(await clipboard.writeSecret('token')).toBe('written');
  expect(calls).toEqual(['write plain', 'secret token']);
});

test('a write that Electron loses has failed', async () => {
  expect(await create(true, 'failed').clipboard.writeSecret('token')).toBe('failed');
});

test('without a window in use nothing is written by Electron, which would lose it', async () => {
  const { calls, clipboard } = create(false);
  expect(await clipboard.writeSecret('token')).toBe('needsWindow');
  expect(calls).toEqual([]);
});

test('Electron reads and clears', async () => {
  const { calls, clipboard } = create(false);
  expect(await clipboard.readText()).toBe('from Electron');
  await clipboard.clear();
  expect(calls).toEqual(['read', 'clear']);
});

test('no secret counts as marked, though Electron could mark it', () => {
  expect(create(true).clipboard.marksSecrets()).toBe(false);
});
