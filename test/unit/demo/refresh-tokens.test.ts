import { expect, test } from 'vitest';

import { createRefreshTokens } from '../../../main/demo/refresh-tokens.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const now = Date.parse('2026-01-02T10:52:00Z');

test('refresh tokens of a fixed week end a week after they were issued, however often they are used', () => {
  const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, []);
  const token = tokens.issue(now);
  expect(tokens.use(token, now + WEEK_MS - 1)).toBe(true);
  expect(tokens.use(token, now + WEEK_MS)).toBe(false);
});

test('refresh tokens of a sliding week end a week after their last use', () => {
  const tokens = createRefreshTokens({ kind: 'sliding', lifeMs: WEEK_MS }, []);
  const token = tokens.issue(now);
  expect(tokens.use(token, now + WEEK_MS - 1)).toBe(true);
  expect(tokens.use(token, now + 2 * WEEK_MS - 2)).toBe(true);
  expect(tokens.use(token, now + 3 * WEEK_MS)).toBe(false);
});

test('refresh tokens of an earlier run are good for what is left of their week', () => {
  const known = [{ token: 'earlier', issuedAt: now - WEEK_MS + HOUR_MS }];
  const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, known);
  expect(tokens.use('earlier', now)).toBe(true);
  expect(tokens.use('earlier', now + HOUR_MS)).toBe(false);
});

test('refresh tokens are good no more once ended, and unknown ones never', () => {
  const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, []);
  const token = tokens.issue(now);
  tokens.end(token);
  expect(tokens.use(token, now)).toBe(false);
  expect(tokens.use('unknown', now)).toBe(false);
});

test('refresh tokens replaced at once are good no more', () => {
  const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, []);
  const first = tokens.issue(now);
  const second = tokens.replace(first, now, 'atOnce');
  expect(tokens.use(first, now)).toBe(false);
  expect(tokens.use(second, now)).toBe(true);
});

test('refresh tokens replaced by one that was never used stay good, and the lost one is not; once it is used they end', () => {
  const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, []);
  const first = tokens.issue(now);
  const lost = tokens.replace(first, now, 'onceUsed');
  expect(tokens.use(first, now)).toBe(true);
  const second = tokens.replace(first, now, 'onceUsed');
  expect(tokens.use(lost, now)).toBe(false);
  expect(tokens.use(second, now)).toBe(true);
  expect(tokens.use(first, now)).toBe(false);
  expect(tokens.use(second, now)).toBe(true);
});
