import { expect, test } from 'vitest';
import type { Credential, Stored, PendingKeyPairSecret, PendingKeyPairStore } from '../../../main/ports/credentials.ts';
import { PendingKeyPair } from '../../../main/token/pending-key-pair.ts';
import { MemoryLog } from '../../support/memory-ports.ts';

const PAIR: PendingKeyPairSecret = { madeAt: 5, privateKey: 'key' };
const session = (privateKey: string): Credential => ({
  id: 'one',
  kind: 'keyPair',
  clientId: 'client',
  privateKey,
  enteredAt: 1,
});

function parts(stored?: PendingKeyPairSecret) {
  const state: { stored: PendingKeyPairSecret | undefined; problem: 'locked' | undefined } = {
    stored,
    problem: undefined,
  };
  const call = <T>(work: () => T): Promise<Stored<T>> =>
    Promise.resolve(state.problem === undefined ? { ok: true, value: work() } : { ok: false, why: state.problem });
  const store: PendingKeyPairStore = {
    read: () => call(() => state.stored),
    write: (pair) => call(() => void (state.stored = pair)),
    remove: () => call(() => void (state.stored = undefined)),
  };
  return { state, waiting: new PendingKeyPair(store, new MemoryLog()) };
}

test('it is remembered through a restart, and its facts hold no key', async () => {
  const { waiting } = parts(PAIR);
  expect(waiting.facts).toBeUndefined();
  await waiting.load();
  expect(waiting.facts).toEqual({ madeAt: 5 });
});

test('what the keychain does not take does not wait, and what it does not let go of does', async () => {
  const { state, waiting } = parts();
  state.problem = 'locked';
  expect(await waiting.save(PAIR)).toBe('locked');
  expect(waiting.facts).toBeUndefined();
  state.problem = undefined;
  expect(await waiting.save(PAIR)).toBeUndefined();
  state.problem = 'locked';
  expect(await waiting.discard()).toBe('locked');
  expect(waiting.facts).toEqual({ madeAt: 5 });
  // A look that fails tells nothing new.
  await waiting.load();
  expect(waiting.facts).toEqual({ madeAt: 5 });
});

test('its wait ends with a session by its own key, and by no other', async () => {
  const { state, waiting } = parts(PAIR);
  await waiting.load();
  await waiting.endIfConnected(undefined);
  await waiting.endIfConnected(session('another'));
  expect(state.stored).toEqual(PAIR);
  await waiting.endIfConnected(session('key'));
  expect(state.stored).toBeUndefined();
  expect(waiting.facts).toBeUndefined();
});
