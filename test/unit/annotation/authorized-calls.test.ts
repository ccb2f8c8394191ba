import { expect, test } from 'vitest';
import { AuthorizedCalls } from '../../../main/annotation/authorized-calls.ts';
import type { ApiAccess, ApiFailureKind, ApiResult } from '../../../main/core/annotation/api.ts';

const access = (accessToken: string): ApiAccess => ({ accessToken, api: {} as ApiAccess['api'] });
const failure = (kind: ApiFailureKind): ApiResult<string> => ({ ok: false, failure: { kind } });

/** Calls with a provider that gives these tokens, and a NERD that gives each token its answer. */
function calls(
  fresh: string | undefined,
  renewed: string | undefined,
  answers: Record<string, ApiResult<string>> = {},
) {
  const sent: string[] = [];
  const refused: string[] = [];
  const authorized = new AuthorizedCalls({
    fresh: () => Promise.resolve(fresh === undefined ? undefined : access(fresh)),
    renewed: (old) => {
      refused.push(old.accessToken);
      return Promise.resolve(renewed === undefined ? undefined : access(renewed));
    },
  });
  const call = () =>
    authorized.call(({ accessToken }) => {
      sent.push(accessToken);
      return Promise.resolve(answers[accessToken] ?? ({ ok: true, value: accessToken } as const));
    });
  return { authorized, call, sent, refused };
}

test('without a valid token nothing is sent', async () => {
  const { authorized, call, sent } = calls(undefined, 'second');
  expect(await call()).toBeUndefined();
  expect(sent).toEqual([]);
  expect(authorized.access).toBeUndefined();
});

test('a token that NERD accepts is used for all calls', async () => {
  const { call, sent, refused } = calls('first', 'second');
  await call();
  expect(await call()).toEqual({ ok: true, value: 'first' });
  expect(sent).toEqual(['first', 'first']);
  expect(refused).toEqual([]);
});

test('a newer token takes the place of one that NERD rejects, for later calls too', async () => {
  const { authorized, call, sent, refused } = calls('first', 'second', { first: failure('unauthorized') });
  expect(await call()).toEqual({ ok: true, value: 'second' });
  await call();
  expect(sent).toEqual(['first', 'second', 'second']);
  expect(refused).toEqual(['first']);
  expect(authorized.access?.accessToken).toBe('second');
});

test('a token is renewed once, even if NERD rejects the newer one too', async () => {
  const rejected = failure('unauthorized');
  const { call, sent, refused } = calls('first', 'second', { first: rejected, second: rejected });
  expect(await call()).toEqual(rejected);
  expect(await call()).toEqual(rejected);
  expect(sent).toEqual(['first', 'second', 'second']);
  expect(refused).toEqual(['first']);
});

test('where there is no newer token the rejection is the answer', async () => {
  const { authorized, call, sent } = calls('first', undefined, { first: failure('unauthorized') });
  expect(await call()).toEqual(failure('unauthorized'));
  expect(sent).toEqual(['first']);
  expect(authorized.access?.accessToken).toBe('first');
});

test('another failure is no reason for another token', async () => {
  const { call, sent, refused } = calls('first', 'second', { first: failure('server_error') });
  expect(await call()).toEqual(failure('server_error'));
  expect(sent).toEqual(['first']);
  expect(refused).toEqual([]);
});
