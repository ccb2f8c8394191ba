import { expect, test } from 'vitest';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { createCommandFixture } from '../../support/command-fixture.ts';
import { PROXY } from '../../support/core/every-state.ts';
import { failed, granted, TEN } from '../../support/token-fixture.ts';

const HOUR_MS = 3_600_000;
const asks = (refused = false): TokenAnswer => ({
  ok: false,
  failure: { kind: 'proxy_auth', proxy: { ...PROXY, refused } },
});
const ANSWER = { kind: 'answerProxy', name: 'grace', password: 'cobol' } as const;

/** A stored session whose first request has met a proxy that asks. */
async function stopped() {
  const fixture = createCommandFixture();
  await fixture.connected(TEN + HOUR_MS);
  await fixture.clock.advance(10_000);
  await fixture.dispatch({ kind: 'refreshNow' });
  await fixture.answer(asks());
  expect(fixture.service.state.proxyAsk).toMatchObject({ host: PROXY.host, answered: false });
  return fixture;
}

/** Enters them once a person's next request may be sent, five seconds after the last. */
async function enter(fixture: ReturnType<typeof createCommandFixture>, answer: TokenAnswer) {
  await fixture.clock.advance(5000);
  const result = fixture.dispatch(ANSWER);
  await fixture.answer(answer);
  return result;
}

test('where no proxy asks, nothing is entered', async () => {
  const fixture = createCommandFixture();
  expect(await fixture.dispatch(ANSWER)).toEqual({ ok: true });
  expect(fixture.done).toEqual([]);
});

test('a name and password go to the proxy that asks, and are tried at once', async () => {
  const fixture = await stopped();
  const result = await enter(fixture, granted(TEN + 2 * HOUR_MS));
  expect(result).toEqual({ ok: true });
  expect(fixture.done).toEqual([`proxy grace at ${PROXY.host}:${PROXY.port}`]);
});

test('what the proxy does not accept is told as refused, and anything else as it is', async () => {
  const fixture = await stopped();
  const refused = await enter(fixture, asks(true));
  expect(refused).toEqual({
    ok: false,
    reason: 'refused',
    message: fixture.messageOf({ kind: 'proxyAsks', ask: { ...PROXY, refused: true } }),
  });
  const unreachable = await enter(await stopped(), failed('network'));
  expect(unreachable).toMatchObject({ ok: false });
  expect(unreachable).not.toHaveProperty('reason');
});

test('a refresh token that the proxy has stopped is tried again, and what NERD says of it is told', async () => {
  const fixture = createCommandFixture();
  await fixture.service.readKeychain();
  const connecting = fixture.dispatch({ kind: 'connect', text: 'new-refresh-token' });
  await fixture.answer(asks());
  expect(await connecting).toMatchObject({ ok: false, reason: 'unreachable' });
  const result = await enter(fixture, failed('refused'));
  expect(result).toEqual({
    ok: false,
    message: fixture.messageOf({
      kind: 'candidateRejected',
      what: 'refreshToken',
      errorCode: undefined,
      connected: false,
    }),
  });
});

test('what the keychain does not take, or holds on to, is told', async () => {
  const fixture = await stopped();
  fixture.ports.proxyProblem = 'locked';
  const result = await enter(fixture, granted(TEN + 2 * HOUR_MS));
  expect(result).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'proxyInMemory', why: 'locked', system: 'gnome' }),
  });
  expect(await fixture.dispatch({ kind: 'forgetProxy' })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'proxyNotDeleted', why: 'locked', system: 'gnome' }),
  });
  fixture.ports.proxyProblem = undefined;
  expect(await fixture.dispatch({ kind: 'forgetProxy' })).toEqual({ ok: true });
});
