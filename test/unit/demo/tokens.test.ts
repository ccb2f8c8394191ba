import { beforeAll, describe, expect, test } from 'vitest';

import { createAccessTokens, expiryInSeconds, type AccessTokens } from '../../../main/demo/access-tokens.ts';
import { createRefreshTokens } from '../../../main/demo/refresh-tokens.ts';

const at = (time: string) => Date.parse(`2026-01-02T${time}Z`);
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const now = at('10:52:00');

describe('access tokens', () => {
  let tokens: AccessTokens;
  beforeAll(async () => {
    tokens = await createAccessTokens('http://127.0.0.1:1', { email: 'ada@example.com', uid: 'u1', scopes: ['nerd'] });
  });
  const hour = { kind: 'span', lifeMs: HOUR_MS } as const;

  test('live for a span', () => {
    expect(expiryInSeconds(now, { kind: 'span', lifeMs: 90_500 })).toBe(Math.floor((now + 90_500) / 1000));
  });

  test.each([
    ['10:52:00', '11:00:00'],
    ['10:59:59.999', '11:00:00'],
    ['11:00:00', '12:00:00'],
  ])('made at %s, on the hour, end at %s', (madeAt, endsAt) => {
    expect(expiryInSeconds(at(madeAt), { kind: 'onTheHour' }) * 1000).toBe(at(endsAt));
  });

  test("carry the claims that NERD's are likely to have", () => {
    const [header, payload] = tokens
      .make(now, hour)
      .split('.', 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);
    expect(header).toMatchObject({ alg: 'RS256' });
    expect(payload).toMatchObject({
      iss: 'http://127.0.0.1:1',
      iat: now / 1000,
      exp: (now + HOUR_MS) / 1000,
      uid: 'u1',
      scp: ['nerd'],
      sub: 'ada@example.com',
    });
  });

  test('are good until they expire, and only unchanged', () => {
    const token = tokens.make(now, hour);
    expect(tokens.isValid(token, now)).toBe(true);
    expect(tokens.isValid(token, now + HOUR_MS - 1)).toBe(true);
    expect(tokens.isValid(token, now + HOUR_MS)).toBe(false);
    const [header, , signature] = token.split('.');
    const forged = Buffer.from('{"exp":99999999999}').toString('base64url');
    expect(tokens.isValid(`${header ?? ''}.${forged}.${signature ?? ''}`, now)).toBe(false);
  });

  test.each(['', 'x', '..', 'a.b.c', 'a.b.c.d'])('%j is not one', (text) => {
    expect(tokens.isValid(text, now)).toBe(false);
  });

  test('of another demo server are not good here', async () => {
    const other = await createAccessTokens('http://127.0.0.1:1', { email: '', uid: '', scopes: [] });
    expect(tokens.isValid(other.make(now, hour), now)).toBe(false);
  });
});

describe('refresh tokens', () => {
  test('of a fixed week end a week after they were issued, however often they are used', () => {
    const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, []);
    const token = tokens.issue(now);
    expect(tokens.use(token, now + WEEK_MS - 1)).toBe(true);
    expect(tokens.use(token, now + WEEK_MS)).toBe(false);
  });

  test('of a sliding week end a week after their last use', () => {
    const tokens = createRefreshTokens({ kind: 'sliding', lifeMs: WEEK_MS }, []);
    const token = tokens.issue(now);
    expect(tokens.use(token, now + WEEK_MS - 1)).toBe(true);
    expect(tokens.use(token, now + 2 * WEEK_MS - 2)).toBe(true);
    expect(tokens.use(token, now + 3 * WEEK_MS)).toBe(false);
  });

  test('of an earlier run are good for what is left of their week', () => {
    const known = [{ token: 'earlier', issuedAt: now - WEEK_MS + HOUR_MS }];
    const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, known);
    expect(tokens.use('earlier', now)).toBe(true);
    expect(tokens.use('earlier', now + HOUR_MS)).toBe(false);
  });

  test('are good no more once ended, and unknown ones never', () => {
    const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, []);
    const token = tokens.issue(now);
    tokens.end(token);
    expect(tokens.use(token, now)).toBe(false);
    expect(tokens.use('unknown', now)).toBe(false);
  });

  test('replaced at once are good no more', () => {
    const tokens = createRefreshTokens({ kind: 'fixed', lifeMs: WEEK_MS }, []);
    const first = tokens.issue(now);
    const second = tokens.replace(first, now, 'atOnce');
    expect(tokens.use(first, now)).toBe(false);
    expect(tokens.use(second, now)).toBe(true);
  });

  test('replaced by one that was never used stay good, and the lost one is not; once it is used they end', () => {
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
});
