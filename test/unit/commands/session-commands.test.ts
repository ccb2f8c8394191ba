import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../../main/core/time/time.ts';
import { commandWorld } from '../../support/command-world.ts';
import { flush } from '../../support/manual-clock.ts';
import { failed, granted, STORED, TEN } from '../../support/token-world.ts';

async function connected() {
  const world = commandWorld();
  await world.connected(TEN + HOUR_MS);
  return world;
}

describe('a refresh token', () => {
  test('that is none is answered at the field, and NERD is not asked', async () => {
    const world = commandWorld();
    expect(await world.dispatch({ kind: 'connect', text: '  ' })).toMatchObject({ ok: false, reason: 'field' });
    world.clipboard.text = '';
    expect(await world.dispatch({ kind: 'connectFromClipboard' })).toMatchObject({ ok: false, reason: 'field' });
    expect(world.endpoint.asked).toEqual([]);
  });

  test('that is unusual is sent only when the person says so, once', async () => {
    const world = commandWorld();
    await world.service.readKeychain();
    world.clipboard.text = '“ada@example.com”';
    const offered = {
      ok: false,
      reason: 'field',
      message: world.messageOf({ kind: 'pastedUnusual', length: 15 }),
    };
    expect(await world.dispatch({ kind: 'connectFromClipboard' })).toEqual(offered);
    expect(JSON.stringify(offered)).not.toContain('ada');
    expect(world.endpoint.asked).toEqual([]);
    // What the clipboard holds by now is another text than the one that was described.
    world.clipboard.text = 'another-refresh-token';
    const result = world.dispatch({ kind: 'sendAnyway' });
    await world.answer(granted(TEN + HOUR_MS));
    expect(await result).toEqual({ ok: true });
    expect(world.secrets.slots.get('refreshToken')).toMatchObject({ refreshToken: 'ada@example.com' });
    expect(await world.dispatch({ kind: 'sendAnyway' })).toMatchObject({ ok: false, reason: 'field' });
  });

  test.each([
    ['it is dropped', (world) => world.dispatch({ kind: 'dropUnusual' })],
    ['the window is closed', (world) => world.windowClosed()],
    ['something else is entered', (world) => world.dispatch({ kind: 'connect', text: 'two words' })],
  ] as const satisfies [string, (world: ReturnType<typeof commandWorld>) => unknown][])(
    'that is unusual is let go of once %s',
    async (_name, happens) => {
      const world = commandWorld();
      expect(await world.dispatch({ kind: 'connect', text: 'short' })).toMatchObject({ ok: false });
      await happens(world);
      expect(await world.dispatch({ kind: 'sendAnyway' })).toEqual({
        ok: false,
        reason: 'field',
        message: world.messageOf({ kind: 'pastedNothing' }),
      });
      expect(world.endpoint.asked).toEqual([]);
    },
  );

  test.each([
    ['typed', { kind: 'connect', text: '"new-refresh-token"' }, 'refreshToken', 'new-refresh-token'],
    ['from the clipboard', { kind: 'connectFromClipboard' }, 'refreshToken', 'clipboard-refresh-token'],
    ['of the demo', { kind: 'connectDemo' }, 'demo', 'demo-token'],
  ] as const)('%s is tried, and stored once NERD accepts it', async (_name, command, kind, refreshToken) => {
    const world = commandWorld();
    await world.service.readKeychain();
    world.clipboard.text = 'clipboard-refresh-token';
    const result = world.dispatch(command);
    await world.answer(granted(TEN + HOUR_MS));
    expect(await result).toEqual({ ok: true });
    expect(world.secrets.slots.get(kind)).toMatchObject({ kind, refreshToken });
  });

  test('of a demo whose server does not start is told in a sentence of its own', async () => {
    const world = await connected();
    world.ports.demoStarts = false;
    expect(await world.dispatch({ kind: 'connectDemo' })).toEqual({
      ok: false,
      reason: 'unexpected',
      message: world.messageOf({ kind: 'demoNotStarted', connected: true }),
    });
    expect(world.service.session).toEqual(STORED);
  });

  test('that NERD refuses says so, and the one in use stays', async () => {
    const world = await connected();
    const result = world.dispatch({ kind: 'connect', text: 'other-refresh-token' });
    await world.answer(failed('refused'));
    expect(await result).toEqual({
      ok: false,
      reason: 'refused',
      message: world.messageOf({
        kind: 'candidateRejected',
        what: 'refreshToken',
        errorCode: undefined,
        connected: true,
      }),
    });
    expect(world.service.session).toEqual(STORED);
  });

  test('that is entered while another one is tried takes its place', async () => {
    const world = commandWorld();
    await world.service.readKeychain();
    const first = world.dispatch({ kind: 'connect', text: 'first-refresh-token' });
    await flush();
    const second = world.dispatch({ kind: 'connect', text: 'second-refresh-token' });
    expect(await first).toEqual({
      ok: false,
      reason: 'replaced',
      message: world.messageOf({ kind: 'overtaken' }),
    });
    // The answer to the first comes too late; the second is asked for five seconds after it.
    await world.answer(failed('refused'));
    await world.clock.advance(5000);
    await world.answer(granted(TEN + HOUR_MS));
    expect(await second).toEqual({ ok: true });
  });

  test('that could not be tried can be saved for later, or discarded', async () => {
    const world = commandWorld();
    await world.service.readKeychain();
    const result = world.dispatch({ kind: 'connect', text: 'new-refresh-token' });
    await world.answer(failed('network'));
    expect(await result).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(await world.dispatch({ kind: 'saveForLater' })).toEqual({ ok: true });
    expect(world.service.state.candidate?.kind).toBe('savedForLater');
    world.secrets.problem = 'locked';
    expect(await world.dispatch({ kind: 'discardCandidate' })).toEqual({
      ok: false,
      message: world.messageOf({
        kind: 'notDeleted',
        what: 'refreshToken',
        why: 'locked',
        system: 'gnome',
        connected: false,
      }),
    });
    world.secrets.problem = undefined;
    expect(await world.dispatch({ kind: 'discardCandidate' })).toEqual({ ok: true });
    expect(world.service.candidate).toBeUndefined();
  });

  test('that can neither be tried nor stored waits in memory, and that is said', async () => {
    const world = commandWorld();
    await world.service.readKeychain();
    const result = world.dispatch({ kind: 'connect', text: 'new-refresh-token' });
    await world.answer(failed('network'));
    await result;
    world.secrets.problem = 'locked';
    expect(await world.dispatch({ kind: 'saveForLater' })).toEqual({
      ok: false,
      message: world.messageOf({ kind: 'waitingInMemory', what: 'refreshToken', why: 'locked', system: 'gnome' }),
    });
  });

  test('that the keychain does not take can be stored again, or used from memory', async () => {
    const world = commandWorld();
    await world.service.readKeychain();
    const result = world.dispatch({ kind: 'connect', text: 'new-refresh-token' });
    world.secrets.problem = 'locked';
    await world.answer(granted(TEN + HOUR_MS));
    expect(await result).toMatchObject({ ok: false, reason: 'notStored' });
    expect(await world.dispatch({ kind: 'retryKeychain' })).toEqual({
      ok: false,
      message: world.messageOf({ kind: 'keychainFailedAgain', why: 'locked', system: 'gnome' }),
    });
    expect(await world.dispatch({ kind: 'keepInMemory' })).toEqual({ ok: true });
    expect(world.service.state.storage).toEqual({ kind: 'memory', why: 'locked' });
  });
});

test('removing deletes the one in use unless another is named; what the keychain holds on to is said', async () => {
  const world = await connected();
  world.secrets.problem = 'locked';
  expect(await world.dispatch({ kind: 'forget' })).toMatchObject({
    ok: false,
    message: { title: expect.any(String) as string },
  });
  expect(world.service.session).toEqual(STORED);
  world.secrets.problem = undefined;
  expect(await world.dispatch({ kind: 'forget' })).toEqual({ ok: true });
  expect(world.service.session).toBeUndefined();
  expect(world.secrets.slots.size).toBe(0);
});

test('another credential that the keychain no longer holds cannot be gone on with', async () => {
  const world = await connected();
  expect(await world.dispatch({ kind: 'useCredential', credential: 'keyPair' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'otherCredentialGone', what: 'keyPair' }),
  });
  world.secrets.problem = 'locked';
  expect(await world.dispatch({ kind: 'useCredential', credential: 'keyPair' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'notSwitched', what: 'keyPair', why: 'locked', system: 'gnome' }),
  });
  world.secrets.problem = undefined;
  world.secrets.slots.set('demo', { id: 'demo', kind: 'demo', refreshToken: 'demo-token', enteredAt: TEN });
  expect(await world.dispatch({ kind: 'useCredential', credential: 'demo' })).toEqual({ ok: true });
  expect(world.service.session?.kind).toBe('demo');
});

test('a refresh that is asked for is sent', async () => {
  const world = await connected();
  await world.clock.advance(10_000);
  expect(await world.dispatch({ kind: 'refreshNow' })).toEqual({ ok: true });
  expect(world.endpoint.waiting).toBe(1);
});

test('a rejected refresh token is tried again when a person says so', async () => {
  const world = await connected();
  await world.clock.advance(2 * HOUR_MS);
  await world.answer(failed('refused'));
  expect(world.service.state.session.kind).toBe('rejected');
  await world.clock.advance(10_000);
  expect(world.endpoint.waiting).toBe(0);
  expect(await world.dispatch({ kind: 'tryAgain' })).toEqual({ ok: true });
  expect(world.endpoint.waiting).toBe(1);
});

describe('a pause', () => {
  test('until tomorrow ends when the working hours begin; each is written before it is on, and ends when it is resumed', async () => {
    const world = await connected();
    expect(await world.dispatch({ kind: 'pause', until: 'tomorrow' })).toEqual({ ok: true });
    expect(world.service.state.pause).toEqual({ untilAt: TEN + 23 * HOUR_MS });
    expect(await world.dispatch({ kind: 'resume' })).toEqual({ ok: true });
    expect(world.service.state.pause).toBeUndefined();
    expect(await world.dispatch({ kind: 'pause', until: 'resumed' })).toEqual({ ok: true });
    expect(world.service.state.pause).toEqual({ untilAt: undefined });
    expect(world.done).toEqual([
      `pause {"untilAt":${TEN + 23 * HOUR_MS}} not yet on`,
      'pause undefined already on',
      'pause {} not yet on',
    ]);
  });

  test('or a snooze that could not be written holds all the same, and that is said', async () => {
    const world = await connected();
    world.ports.isWritten = false;
    const notSaved = { ok: false, message: world.messageOf({ kind: 'settingNotSaved' }) };
    expect(await world.dispatch({ kind: 'pause', until: 'resumed' })).toEqual(notSaved);
    expect(world.service.state.pause).toEqual({ untilAt: undefined });
    expect(await world.dispatch({ kind: 'snooze', until: 'inAnHour' })).toEqual(notSaved);
    expect(await world.dispatch({ kind: 'resume' })).toEqual(notSaved);
    expect(world.done).toContain(`snooze inAnHour from ${TEN}`);
  });
});
