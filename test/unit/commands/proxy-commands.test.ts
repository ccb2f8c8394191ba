import { expect, test } from 'vitest';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { commandWorld } from '../../support/command-world.ts';
import { PROXY } from '../../support/core/states.ts';
import { failed, granted, TEN } from '../../support/token-world.ts';

const HOUR_MS = 3_600_000;
const asks = (refused = false): TokenAnswer => ({
  ok: false,
  failure: { kind: 'proxy_auth', proxy: { ...PROXY, refused } },
});
const ANSWER = { kind: 'answerProxy', name: 'grace', password: 'cobol' } as const;

/** A stored session whose first request has met a proxy that asks. */
async function stopped() {
  const world = commandWorld();
  await world.connected(TEN + HOUR_MS);
  await world.clock.advance(10_000);
  await world.dispatch({ kind: 'refreshNow' });
  await world.answer(asks());
  expect(world.service.state.proxyAsk).toMatchObject({ host: PROXY.host, answered: false });
  return world;
}

/** Enters them once a person's next request may be sent, five seconds after the last. */
async function enter(world: ReturnType<typeof commandWorld>, answer: TokenAnswer) {
  await world.clock.advance(5000);
  const result = world.dispatch(ANSWER);
  await world.answer(answer);
  return result;
}

test('where no proxy asks, nothing is entered', async () => {
  const world = commandWorld();
  expect(await world.dispatch(ANSWER)).toEqual({ ok: true });
  expect(world.done).toEqual([]);
});

test('a name and password go to the proxy that asks, and are tried at once', async () => {
  const world = await stopped();
  const result = await enter(world, granted(TEN + 2 * HOUR_MS));
  expect(result).toEqual({ ok: true });
  expect(world.done).toEqual([`proxy grace at ${PROXY.host}:${PROXY.port}`]);
});

test('what the proxy does not accept is told as refused, and anything else as it is', async () => {
  const world = await stopped();
  const refused = await enter(world, asks(true));
  expect(refused).toEqual({
    ok: false,
    reason: 'refused',
    message: world.messageOf({ kind: 'proxyAsks', ask: { ...PROXY, refused: true } }),
  });
  const unreachable = await enter(await stopped(), failed('network'));
  expect(unreachable).toMatchObject({ ok: false });
  expect(unreachable).not.toHaveProperty('reason');
});

test('a refresh token that the proxy has stopped is tried again, and what NERD says of it is told', async () => {
  const world = commandWorld();
  await world.service.readKeychain();
  const connecting = world.dispatch({ kind: 'connect', text: 'new-refresh-token' });
  await world.answer(asks());
  expect(await connecting).toMatchObject({ ok: false, reason: 'unreachable' });
  const result = await enter(world, failed('refused'));
  expect(result).toEqual({
    ok: false,
    message: world.messageOf({
      kind: 'candidateRejected',
      what: 'refreshToken',
      errorCode: undefined,
      connected: false,
    }),
  });
});

test('what the keychain does not take, or holds on to, is told', async () => {
  const world = await stopped();
  world.ports.proxyProblem = 'locked';
  const result = await enter(world, granted(TEN + 2 * HOUR_MS));
  expect(result).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'proxyInMemory', why: 'locked', system: 'gnome' }),
  });
  expect(await world.dispatch({ kind: 'forgetProxy' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'proxyNotDeleted', why: 'locked', system: 'gnome' }),
  });
  world.ports.proxyProblem = undefined;
  expect(await world.dispatch({ kind: 'forgetProxy' })).toEqual({ ok: true });
});
