import { expect, test } from 'vitest';
import { AuthorizedCalls } from '../../../main/annotation/authorized-calls.ts';
import type { AnnotationApi, ApiAccess, ApiFailureKind, ApiResult } from '../../../main/core/annotation/api.ts';

const access = (accessToken: string): ApiAccess => ({ accessToken, api: {} as AnnotationApi });
const fails = (kind: ApiFailureKind): ApiResult<never> => ({ ok: false, failure: { kind } });

/** Calls with `first` and, once NERD rejects that, with `newer`; notes the tokens that are sent and asked for. */
function calls(first: string | undefined, newer: string | undefined) {
  const asked: string[] = [];
  const sent: string[] = [];
  const authorized = new AuthorizedCalls({
    fresh: () => {
      asked.push('fresh');
      return Promise.resolve(first === undefined ? undefined : access(first));
    },
    renewed: ({ accessToken }) => {
      asked.push(`renewed ${accessToken}`);
      return Promise.resolve(newer === undefined ? undefined : access(newer));
    },
  });
  const send = (answer: (accessToken: string) => ApiResult<string>) =>
    authorized.call(({ accessToken }) => {
      sent.push(accessToken);
      return Promise.resolve(answer(accessToken));
    });
  return { authorized, asked, sent, send };
}

const echo = (accessToken: string): ApiResult<string> => ({ ok: true, value: accessToken });

test('without an access token nothing is sent', async () => {
  const { authorized, sent, send } = calls(undefined, 'newer');
  expect(await send(echo)).toBeUndefined();
  expect(sent).toEqual([]);
  expect(authorized.access).toBeUndefined();
});

test('all calls use the access token that was taken for the first', async () => {
  const { authorized, asked, send } = calls('first', 'newer');
  expect(await send(echo)).toEqual({ ok: true, value: 'first' });
  expect(await send(echo)).toEqual({ ok: true, value: 'first' });
  expect(asked).toEqual(['fresh']);
  expect(authorized.access?.accessToken).toBe('first');
});

test('a newer access token takes the place of a rejected one, in later calls too', async () => {
  const { authorized, asked, sent, send } = calls('first', 'newer');
  const answer = (accessToken: string) => (accessToken === 'first' ? fails('unauthorized') : echo(accessToken));
  expect(await send(answer)).toEqual({ ok: true, value: 'newer' });
  expect(await send(answer)).toEqual({ ok: true, value: 'newer' });
  expect(asked).toEqual(['fresh', 'renewed first']);
  expect(sent).toEqual(['first', 'newer', 'newer']);
  expect(authorized.access?.accessToken).toBe('newer');
});

test('a newer access token is asked for once in all', async () => {
  const { asked, sent, send } = calls('first', 'newer');
  expect(await send(() => fails('unauthorized'))).toEqual(fails('unauthorized'));
  expect(await send(() => fails('unauthorized'))).toEqual(fails('unauthorized'));
  expect(asked).toEqual(['fresh', 'renewed first']);
  expect(sent).toEqual(['first', 'newer', 'newer']);
});

test("where NERD grants none, the rejection is the call's answer", async () => {
  const { authorized, sent, send } = calls('first', undefined);
  expect(await send(() => fails('unauthorized'))).toEqual(fails('unauthorized'));
  expect(sent).toEqual(['first']);
  expect(authorized.access?.accessToken).toBe('first');
});

test('a failure that is no rejection of the access token asks for no newer one', async () => {
  const { asked, send } = calls('first', 'newer');
  expect(await send(() => fails('server_error'))).toEqual(fails('server_error'));
  expect(asked).toEqual(['fresh']);
});
