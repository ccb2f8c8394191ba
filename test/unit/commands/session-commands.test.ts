import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../../main/core/time/time.ts';
import { newWeek, weekSnapshot } from '../../../main/core/week/week.ts';
import { createCommandFixture } from '../../support/command-fixture.ts';
import { flush } from '../../support/manual-clock.ts';
import { failed, granted, STORED, TEN } from '../../support/token-fixture.ts';

async function connected() {
  const fixture = createCommandFixture();
  await fixture.connected(TEN + HOUR_MS);
  return fixture;
}

describe('a refresh token', () => {
  test('that is none is answered at the field, and NERD is not asked', async () => {
    const fixture = createCommandFixture();
    expect(await fixture.dispatch({ kind: 'connect', text: '  ' })).toMatchObject({ ok: false, reason: 'field' });
    fixture.clipboard.text = '';
    expect(await fixture.dispatch({ kind: 'connectFromClipboard' })).toMatchObject({ ok: false, reason: 'field' });
    expect(fixture.endpoint.requests).toEqual([]);
  });

  test('that is unusual is sent only when the person says so, once', async () => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    fixture.clipboard.text = '“ada@example.com”';
    const offered = {
      ok: false,
      reason: 'field',
      message: fixture.messageOf({ kind: 'pastedUnusual', length: 15 }),
    };
    expect(await fixture.dispatch({ kind: 'connectFromClipboard' })).toEqual(offered);
    expect(JSON.stringify(offered)).not.toContain('ada');
    expect(fixture.endpoint.requests).toEqual([]);
    // What the clipboard holds by now is another text than the one that was described.
    fixture.clipboard.text = 'another-refresh-token';
    const result = fixture.dispatch({ kind: 'sendAnyway' });
    await fixture.answer(granted(TEN + HOUR_MS));
    expect(await result).toEqual({ ok: true });
    expect(fixture.secrets.slots.get('refreshToken')).toMatchObject({ refreshToken: 'ada@example.com' });
    expect(await fixture.dispatch({ kind: 'sendAnyway' })).toMatchObject({ ok: false, reason: 'field' });
  });

  test.each([
    ['it is dropped', (fixture) => fixture.dispatch({ kind: 'dropUnusual' })],
    ['the window is closed', (fixture) => fixture.windowClosed()],
    ['something else is entered', (fixture) => fixture.dispatch({ kind: 'connect', text: 'two words' })],
  ] as const satisfies [string, (fixture: ReturnType<typeof createCommandFixture>) => unknown][])(
    'that is unusual is let go of once %s',
    async (_name, happens) => {
      const fixture = createCommandFixture();
      expect(await fixture.dispatch({ kind: 'connect', text: 'short' })).toMatchObject({ ok: false });
      await happens(fixture);
      expect(await fixture.dispatch({ kind: 'sendAnyway' })).toEqual({
        ok: false,
        reason: 'field',
        message: fixture.messageOf({ kind: 'pastedNothing' }),
      });
      expect(fixture.endpoint.requests).toEqual([]);
    },
  );

  test.each([
    ['typed', { kind: 'connect', text: '"new-refresh-token"' }, 'refreshToken', 'new-refresh-token'],
    ['from the clipboard', { kind: 'connectFromClipboard' }, 'refreshToken', 'clipboard-refresh-token'],
    ['of the demo', { kind: 'connectDemo' }, 'demo', 'demo-token'],
  ] as const)('%s is tried, and stored once NERD accepts it', async (_name, command, kind, refreshToken) => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    fixture.clipboard.text = 'clipboard-refresh-token';
    const result = fixture.dispatch(command);
    await fixture.answer(granted(TEN + HOUR_MS));
    expect(await result).toEqual({ ok: true });
    expect(fixture.secrets.slots.get(kind)).toMatchObject({ kind, refreshToken });
  });

  test('of a demo whose server does not start is told in a sentence of its own', async () => {
    const fixture = await connected();
    fixture.ports.demoStarts = false;
    expect(await fixture.dispatch({ kind: 'connectDemo' })).toEqual({
      ok: false,
      reason: 'unexpected',
      message: fixture.messageOf({ kind: 'demoNotStarted', connected: true }),
    });
    expect(fixture.service.session).toEqual(STORED);
  });

  test('that NERD refuses says so, and the one in use stays', async () => {
    const fixture = await connected();
    const result = fixture.dispatch({ kind: 'connect', text: 'other-refresh-token' });
    await fixture.answer(failed('refused'));
    expect(await result).toEqual({
      ok: false,
      reason: 'refused',
      message: fixture.messageOf({
        kind: 'candidateRejected',
        what: 'refreshToken',
        errorCode: undefined,
        connected: true,
      }),
    });
    expect(fixture.service.session).toEqual(STORED);
  });

  test('that is entered while another one is tried takes its place', async () => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    const first = fixture.dispatch({ kind: 'connect', text: 'first-refresh-token' });
    await flush();
    const second = fixture.dispatch({ kind: 'connect', text: 'second-refresh-token' });
    expect(await first).toEqual({
      ok: false,
      reason: 'replaced',
      message: fixture.messageOf({ kind: 'overtaken' }),
    });
    // The answer to the first comes too late; the second is asked for five seconds after it.
    await fixture.answer(failed('refused'));
    await fixture.clock.advance(5000);
    await fixture.answer(granted(TEN + HOUR_MS));
    expect(await second).toEqual({ ok: true });
  });

  test('that could not be tried can be saved for later, or discarded', async () => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    const result = fixture.dispatch({ kind: 'connect', text: 'new-refresh-token' });
    await fixture.answer(failed('network'));
    expect(await result).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(await fixture.dispatch({ kind: 'saveForLater' })).toEqual({ ok: true });
    expect(fixture.service.state.candidate?.kind).toBe('savedForLater');
    fixture.secrets.problem = 'locked';
    expect(await fixture.dispatch({ kind: 'discardCandidate' })).toEqual({
      ok: false,
      message: fixture.messageOf({
        kind: 'notDeleted',
        what: 'refreshToken',
        why: 'locked',
        system: 'gnome',
        connected: false,
      }),
    });
    fixture.secrets.problem = undefined;
    expect(await fixture.dispatch({ kind: 'discardCandidate' })).toEqual({ ok: true });
    expect(fixture.service.candidate).toBeUndefined();
  });

  test('that can neither be tried nor stored waits in memory, and that is said', async () => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    const result = fixture.dispatch({ kind: 'connect', text: 'new-refresh-token' });
    await fixture.answer(failed('network'));
    await result;
    fixture.secrets.problem = 'locked';
    expect(await fixture.dispatch({ kind: 'saveForLater' })).toEqual({
      ok: false,
      message: fixture.messageOf({ kind: 'waitingInMemory', what: 'refreshToken', why: 'locked', system: 'gnome' }),
    });
  });

  test('that the keychain does not take can be stored again, or used from memory', async () => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    const result = fixture.dispatch({ kind: 'connect', text: 'new-refresh-token' });
    fixture.secrets.problem = 'locked';
    await fixture.answer(granted(TEN + HOUR_MS));
    expect(await result).toMatchObject({ ok: false, reason: 'notStored' });
    expect(await fixture.dispatch({ kind: 'retryKeychain' })).toEqual({
      ok: false,
      message: fixture.messageOf({ kind: 'keychainFailedAgain', why: 'locked', system: 'gnome' }),
    });
    expect(await fixture.dispatch({ kind: 'keepInMemory' })).toEqual({ ok: true });
    expect(fixture.service.state.storage).toEqual({ kind: 'memory', why: 'locked' });
  });
});

test('removing deletes the one in use unless another is named; what the keychain holds on to is said', async () => {
  const fixture = await connected();
  fixture.secrets.problem = 'locked';
  expect(await fixture.dispatch({ kind: 'forget' })).toMatchObject({
    ok: false,
    message: { title: expect.any(String) as string },
  });
  expect(fixture.service.session).toEqual(STORED);
  fixture.secrets.problem = undefined;
  expect(await fixture.dispatch({ kind: 'forget' })).toEqual({ ok: true });
  expect(fixture.service.session).toBeUndefined();
  expect(fixture.secrets.slots.size).toBe(0);
});

test('another credential that the keychain no longer holds cannot be gone on with', async () => {
  const fixture = await connected();
  expect(await fixture.dispatch({ kind: 'useCredential', credential: 'keyPair' })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'otherCredentialGone', what: 'keyPair' }),
  });
  fixture.secrets.problem = 'locked';
  expect(await fixture.dispatch({ kind: 'useCredential', credential: 'keyPair' })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'notSwitched', what: 'keyPair', why: 'locked', system: 'gnome' }),
  });
  fixture.secrets.problem = undefined;
  fixture.secrets.slots.set('demo', { id: 'demo', kind: 'demo', refreshToken: 'demo-token', enteredAt: TEN });
  expect(await fixture.dispatch({ kind: 'useCredential', credential: 'demo' })).toEqual({ ok: true });
  expect(fixture.service.session?.kind).toBe('demo');
});

test('a refresh that is asked for is sent', async () => {
  const fixture = await connected();
  await fixture.clock.advance(10_000);
  expect(await fixture.dispatch({ kind: 'refreshNow' })).toEqual({ ok: true });
  expect(fixture.endpoint.pendingCount).toBe(1);
});

test('a rejected refresh token is tried again when a person says so', async () => {
  const fixture = await connected();
  await fixture.clock.advance(2 * HOUR_MS);
  await fixture.answer(failed('refused'));
  expect(fixture.service.state.session.kind).toBe('rejected');
  await fixture.clock.advance(10_000);
  expect(fixture.endpoint.pendingCount).toBe(0);
  expect(await fixture.dispatch({ kind: 'tryAgain' })).toEqual({ ok: true });
  expect(fixture.endpoint.pendingCount).toBe(1);
});

describe('a pause', () => {
  test('until tomorrow ends when the working hours begin; each is written before it is on, and ends when it is resumed', async () => {
    const fixture = await connected();
    expect(await fixture.dispatch({ kind: 'pause', until: 'tomorrow' })).toEqual({ ok: true });
    expect(fixture.service.state.pause).toEqual({ untilAt: TEN + 23 * HOUR_MS });
    expect(await fixture.dispatch({ kind: 'resume' })).toEqual({ ok: true });
    expect(fixture.service.state.pause).toBeUndefined();
    expect(await fixture.dispatch({ kind: 'pause', until: 'resumed' })).toEqual({ ok: true });
    expect(fixture.service.state.pause).toEqual({ untilAt: undefined });
    expect(fixture.done).toEqual([
      `pause {"untilAt":${TEN + 23 * HOUR_MS}} not yet on`,
      'pause undefined already on',
      'pause {} not yet on',
    ]);
  });

  test('or an expiry that could not be written into a calendar file says so', async () => {
    const fixture = await connected();
    expect(await fixture.dispatch({ kind: 'saveExpiry' })).toEqual({ ok: true });
    expect(fixture.done.join()).not.toContain('VCALENDAR');
    fixture.ports.week = weekSnapshot(newWeek(TEN));
    expect(await fixture.dispatch({ kind: 'saveExpiry' })).toEqual({ ok: true });
    expect(fixture.done.at(-1)).toContain('BEGIN:VEVENT');
    fixture.ports.calendarFile = 'failed';
    expect(await fixture.dispatch({ kind: 'saveExpiry' })).toEqual({
      ok: false,
      message: fixture.messageOf({ kind: 'expiryNotSaved' }),
    });
  });

  test('or a snooze that could not be written holds all the same, and that is said', async () => {
    const fixture = await connected();
    fixture.ports.isWritten = false;
    const notSaved = { ok: false, message: fixture.messageOf({ kind: 'settingNotSaved' }) };
    expect(await fixture.dispatch({ kind: 'pause', until: 'resumed' })).toEqual(notSaved);
    expect(fixture.service.state.pause).toEqual({ untilAt: undefined });
    expect(await fixture.dispatch({ kind: 'snooze', until: 'inAnHour' })).toEqual(notSaved);
    expect(await fixture.dispatch({ kind: 'resume' })).toEqual(notSaved);
    expect(fixture.done).toContain(`snooze inAnHour from ${TEN}`);
  });
});
