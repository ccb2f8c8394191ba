import { expect, test } from 'vitest';
import { CandidateCredential } from '../../../main/token/candidate-credential.ts';
import { CredentialStore } from '../../../main/token/credential-store.ts';
import { MemoryLog, MemorySecrets } from '../../support/memory-parts.ts';
import { STORED } from '../../support/token-world.ts';

const connected = { kind: 'connected' } as const;
const rejected = { kind: 'rejected', what: 'refreshToken' } as const;
const ONE = { ...STORED, id: 'one' };
const TWO = { ...STORED, id: 'two' };

test('who waits learns the outcome of that very credential', async () => {
  const candidate = new CandidateCredential();
  const outcome = candidate.enter(ONE);
  candidate.settle(rejected, 'another');
  candidate.settle(connected, 'one');
  candidate.settle(rejected, 'one');
  expect(await outcome).toEqual(connected);
});

test('nobody need wait', async () => {
  const candidate = new CandidateCredential();
  candidate.settle(rejected, 'one');
  const outcome = candidate.enter(ONE);
  candidate.settle(connected, 'one');
  expect(await outcome).toEqual(connected);
  candidate.settle(rejected, 'one');
});

test('who waited before learns that it was replaced, and so does who waits for one that is given up', async () => {
  const candidate = new CandidateCredential();
  const first = candidate.enter(ONE);
  const second = candidate.enter(TWO);
  expect(await first).toEqual({ kind: 'replaced' });
  candidate.settle(connected, 'one');
  candidate.discard();
  expect(await second).toEqual({ kind: 'replaced' });
  expect(candidate.value).toBeUndefined();
});

test('one that was saved for later does not take the place of one that was entered', () => {
  const candidate = new CandidateCredential();
  candidate.restore(ONE);
  expect(candidate.value).toBe(ONE);
  candidate.restore(TWO);
  expect(candidate.value).toBe(ONE);
  candidate.drop('two');
  expect(candidate.value).toBe(ONE);
  candidate.drop('one');
  expect(candidate.value).toBeUndefined();
});

test('only the one that is the candidate still is stored, and what the keychain does not take waits as it is then', async () => {
  const secrets = new MemorySecrets();
  const store = new CredentialStore(secrets, new MemoryLog());
  const candidate = new CandidateCredential();
  expect(await candidate.save(ONE, store)).toEqual({ kind: 'replaced' });
  expect(secrets.calls).toEqual([]);
  candidate.restore(ONE);
  secrets.problem = 'locked';
  const rotated = { ...ONE, refreshToken: 'rotated' };
  expect(await candidate.save(rotated, store)).toEqual({ kind: 'notStored', why: 'locked' });
  expect(candidate.value).toBe(rotated);
  secrets.problem = undefined;
  expect(await candidate.save(rotated, store)).toEqual(connected);
  expect(secrets.slots.get('refreshToken')).toEqual(rotated);
});
