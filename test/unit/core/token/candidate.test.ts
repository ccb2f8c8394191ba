import { expect, test } from 'vitest';
import { candidateFailed } from '../../../../main/core/token/candidate.ts';
import type { Candidate } from '../../../../main/core/token/state.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { NOW } from '../../../support/core/states.ts';

const facts = { id: 'new', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
const trying = (kept: boolean, attempt = 0): Candidate => ({ kind: 'trying', facts, savedForLater: kept, attempt });
const refused = { kind: 'refused' } as const;
const network = { kind: 'network' } as const;

test('a clear no ends a token that was just entered, and is shown of one that was kept', () => {
  expect(candidateFailed(trying(false), refused, NOW, 0.5)).toBeUndefined();
  expect(candidateFailed(trying(true), refused, NOW, 0.5)).toEqual({ kind: 'refused', facts });
});

test('any other failure is offered to the user, or tried again later and later if it was kept', () => {
  expect(candidateFailed(trying(false), network, NOW, 0.5)).toEqual({ kind: 'unreachable', facts, failure: network });
  const again = [0, 1].map((attempt) => candidateFailed(trying(true, attempt), network, NOW, 0.5));
  expect(again).toEqual([
    { kind: 'savedForLater', facts, failure: network, attempt: 1, retryAt: NOW + 30 * SECOND_MS },
    { kind: 'savedForLater', facts, failure: network, attempt: 2, retryAt: NOW + MINUTE_MS },
  ]);
});

test('a failure that comes when nothing is tried any more changes nothing', () => {
  const waiting: Candidate = { kind: 'unreachable', facts, failure: network };
  expect(candidateFailed(waiting, refused, NOW, 0.5)).toBe(waiting);
});
