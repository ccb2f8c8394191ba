import { expect, test } from 'vitest';
import type { CopyOutcome } from '../../../main/copy/copy-token.ts';
import type { CopyFormat } from '../../../preload/contract/settings.ts';
import { commandWorld } from '../../support/command-world.ts';
import { TEN } from '../../support/token-world.ts';

const HOUR_MS = 3_600_000;
/** Commands over a copy that a test plays. */
function copying(copy: (format?: CopyFormat) => CopyOutcome) {
  const world = commandWorld();
  world.ports.copy = (format) => Promise.resolve(copy(format));
  return world;
}

test('a copy tells how long the token lasts, and whether it had to be waited for', async () => {
  const world = commandWorld();
  await world.connected(TEN + HOUR_MS);
  expect(await world.dispatch({ kind: 'copyAccessToken' })).toEqual({
    ok: true,
    expiresAt: TEN + HOUR_MS,
    lastsMs: HOUR_MS,
    waited: false,
    message: expect.objectContaining({ tone: 'calm' }) as unknown,
  });
  expect(world.clipboard.text).not.toBe('');
});

test('a copy is asked for in the format that was named', async () => {
  const formats: unknown[] = [];
  const world = copying((format) => {
    formats.push(format);
    return { kind: 'noToken' };
  });
  await world.dispatch({ kind: 'copyAccessToken', format: 'curl' });
  await world.dispatch({ kind: 'copyAccessToken' });
  expect(formats).toEqual(['curl', undefined]);
});

test('a copy without a token says why there is none', async () => {
  const world = commandWorld();
  await world.service.readKeychain();
  expect(await world.dispatch({ kind: 'copyAccessToken' })).toMatchObject({
    ok: false,
    message: { action: { kind: 'connect' } },
  });
});

test('a desktop that takes a copy only from a window gets one; else a failed copy opens nothing', async () => {
  const wayland = copying(() => ({ kind: 'notWritten', why: 'needsWindow' }));
  expect(await wayland.dispatch({ kind: 'copyAccessToken' })).toEqual({
    ok: false,
    message: wayland.messageOf({ kind: 'onlyFromWindow' }),
  });
  expect(wayland.done).toEqual(['window copyHere']);
  const other = copying(() => ({ kind: 'notWritten', why: 'failed' }));
  expect(await other.dispatch({ kind: 'copyAccessToken' })).toEqual({
    ok: false,
    message: other.messageOf({ kind: 'clipboardFailed' }),
  });
  expect(other.done).toEqual([]);
});

test('a copy that is still on the clipboard after it was cleared is told', async () => {
  const world = commandWorld();
  expect(await world.dispatch({ kind: 'clearClipboard' })).toEqual({ ok: true });
  world.ports.isCleared = false;
  expect(await world.dispatch({ kind: 'clearClipboard' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'notCleared' }),
  });
});
