import { expect, test } from 'vitest';
import { PendingConnect } from '../../../main/token/pending-connect.ts';

const connected = { kind: 'connected' } as const;
const refused = { kind: 'refused', what: 'refreshToken' } as const;

test('who waits learns the outcome of that very credential', async () => {
  const connecting = new PendingConnect();
  const outcome = connecting.waitFor('one');
  connecting.settle(refused, 'another');
  connecting.settle(connected, 'one');
  connecting.settle(refused, 'one');
  expect(await outcome).toEqual(connected);
});

test('without a name, whoever waits learns it; and nobody need wait', async () => {
  const connecting = new PendingConnect();
  connecting.settle(refused);
  const outcome = connecting.waitFor('one');
  connecting.settle(connected);
  expect(await outcome).toEqual(connected);
  connecting.settle(refused, 'one');
});

test('who waited before learns that it was replaced', async () => {
  const connecting = new PendingConnect();
  const first = connecting.waitFor('one');
  const second = connecting.waitFor('two');
  expect(await first).toEqual({ kind: 'replaced' });
  connecting.settle(connected, 'one');
  connecting.settle(refused, 'two');
  expect(await second).toEqual(refused);
});
