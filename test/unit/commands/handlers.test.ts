import { expect, test } from 'vitest';
import { connectResult, failuresIn, OK } from '../../../main/commands/handlers.ts';
import { commandWorld } from '../../support/command-world.ts';
import { CONTEXT } from '../../support/core/states.ts';

const context = () => CONTEXT;

test('a failure is told in words that hold at the moment', () => {
  let now = CONTEXT.now;
  const failed = failuresIn(() => ({ ...CONTEXT, now }));
  const told = () => failed({ kind: 'pastedAccessToken', expiresAt: CONTEXT.now + 60_000 });
  const before = told();
  now += 3_600_000;
  expect(told()).not.toEqual(before);
});

test('a credential that was connected needs no words', () => {
  expect(connectResult({ kind: 'connected' }, { service: commandWorld().service, context })).toBe(OK);
});

test.each([
  [{ kind: 'rejected', what: 'refreshToken' }, 'refused'],
  [{ kind: 'replaced' }, 'replaced'],
] as const)('%j is told with its reason', (outcome, reason) => {
  const { service } = commandWorld();
  expect(connectResult(outcome, { service, context })).toMatchObject({ ok: false, reason });
});

test('an outcome whose candidate is gone meanwhile is told all the same', () => {
  const { service } = commandWorld();
  const outcome = { kind: 'unreachable', failure: 'network' } as const;
  expect(connectResult(outcome, { service, context })).toEqual({
    ...failuresIn(context)({ kind: 'unexpected' }),
    reason: 'unreachable',
  });
});
