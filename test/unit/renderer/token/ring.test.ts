import { expect, test } from 'vitest';
import type { SessionSnapshot } from '../../../../preload/contract/session.ts';
import { filledShare, ringOf } from '../../../../renderer/token/ring.ts';

const NOW = 1_000_000_000_000;
const HOUR_MS = 3_600_000;
const retrying = (expiresAt: number | undefined): SessionSnapshot => ({
  kind: 'retrying',
  failure: 'network',
  attempt: 1,
  retryAt: NOW + 30_000,
  expiresAt,
});

test.each<[string, SessionSnapshot, string]>([
  ['active', { kind: 'active', expiresAt: NOW + 1, refreshAt: NOW }, 'full'],
  ['refreshing', { kind: 'refreshing', expiresAt: undefined }, 'busy'],
  ['retrying', retrying(undefined), 'gap'],
  ['rejected', { kind: 'rejected', expiresAt: undefined }, 'gap'],
])('the ring of %s', (_name, session, shape) => {
  expect(ringOf(session, NOW, false).shape).toBe(shape);
});

test('an ended token leaves nothing in the ring, and its end is still known', () => {
  expect(ringOf(retrying(NOW), NOW, false)).toMatchObject({ leftMs: undefined, expiresAt: NOW, retryAt: NOW + 30_000 });
  expect(ringOf(retrying(NOW + 1), NOW, false).leftMs).toBe(1);
});

test.each([
  [undefined, 0],
  [-1, 0],
  [HOUR_MS / 4, 0.25],
  [HOUR_MS, 1],
  [3 * HOUR_MS, 1],
])('with %s ms left the ring is filled to %d', (leftMs, share) => {
  expect(filledShare(leftMs)).toBe(share);
});

test.each<[string, SessionSnapshot, string]>([
  ['active', { kind: 'active', expiresAt: NOW + 1, refreshAt: NOW }, 'paused'],
  ['between tokens', { kind: 'refreshing', expiresAt: NOW - 1 }, 'paused'],
  ['rejected', { kind: 'rejected', expiresAt: undefined }, 'gap'],
])('paused while %s', (_name, session, shape) => {
  expect(ringOf(session, NOW, true).shape).toBe(shape);
});
