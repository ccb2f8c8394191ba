import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import { createCopyToken } from '../../../main/copy/copy-token.ts';
import { flush } from '../../support/manual-clock.ts';
import { jwtUntil } from '../../support/core/tokens.ts';
import { failed, granted, TEN, createTokenFixture } from '../../support/token-fixture.ts';

test('with five minutes or more left, the token is copied at once', async () => {
  const { clock, clipboard, connected, copy, endpoint, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  clock.sleep(55 * MINUTE_MS);
  expect(await copy()).toEqual({ kind: 'copied', expiresAt: TEN + HOUR_MS, lastsMs: 5 * MINUTE_MS, waited: false });
  expect(clipboard.text).toBe(jwtUntil(TEN + HOUR_MS));
  expect(endpoint.pendingCount).toBe(1); // the copied event noticed that a refresh is due; the copy did not wait for it
  expect(service.state.copied).toBeDefined();
});

test('with less, it is refreshed first, and five fast clicks make one request', async () => {
  const { answer, clock, clipboard, connected, copy, endpoint } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  clock.sleep(55 * MINUTE_MS + 1);
  const copies = [copy(), copy(), copy(), copy(), copy()];
  expect(endpoint.pendingCount).toBe(1);
  const later = TEN + 110 * MINUTE_MS;
  await answer(granted(later));
  for (const outcome of await Promise.all(copies)) {
    expect(outcome).toMatchObject({ kind: 'copied', expiresAt: later, waited: true });
  }
  expect(endpoint.requests).toHaveLength(2);
  expect(clipboard.text).toBe(jwtUntil(later));
});

test('waits at most five seconds, then copies the old token and tells how long it lasts', async () => {
  const { clock, clipboard, connected, copy } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  clock.sleep(57 * MINUTE_MS);
  const outcome = copy();
  await clock.advance(5 * SECOND_MS - 1);
  expect(clipboard.text).toBe('');
  await clock.advance(1);
  expect(await outcome).toMatchObject({ kind: 'copied', lastsMs: 3 * MINUTE_MS - 5 * SECOND_MS, waited: true });
});

test('copies the most the server can give when that is under five minutes', async () => {
  const { answer, clock, connected, copy, endpoint } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  clock.sleep(57 * MINUTE_MS);
  const outcome = copy();
  await answer(granted(TEN + HOUR_MS));
  expect(await outcome).toMatchObject({ kind: 'copied', lastsMs: 3 * MINUTE_MS });
  expect(endpoint.requests).toHaveLength(2);
});

test('after a failure, the old token is copied while it is good, else nothing is', async () => {
  const { answer, clock, clipboard, connected, copy } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  clock.sleep(57 * MINUTE_MS);
  const good = copy();
  await answer(failed('server_error'));
  expect(await good).toMatchObject({ kind: 'copied', lastsMs: 3 * MINUTE_MS });
  clipboard.text = 'mine';
  clock.sleep(3 * MINUTE_MS);
  const over = copy();
  await answer(failed('network'));
  expect(await over).toEqual({ kind: 'noToken' });
  expect(clipboard.text).toBe('mine');
});

test('signed out, there is nothing to copy and nobody is asked', async () => {
  const { copy, endpoint, service } = createTokenFixture();
  await service.readKeychain();
  expect(await copy()).toEqual({ kind: 'noToken' });
  expect(endpoint.requests).toEqual([]);
});

test('a copy right after the start waits for keychain and first token', async () => {
  const { answer, copy, secrets, service } = createTokenFixture();
  secrets.slots.set('refreshToken', { id: 'stored', kind: 'refreshToken', refreshToken: 't', enteredAt: TEN });
  const reading = service.readKeychain();
  const outcome = copy();
  await reading;
  await answer(granted(TEN + HOUR_MS));
  expect(await outcome).toMatchObject({ kind: 'copied', waited: true });
});

test('is not said to be copied when another text comes back', async () => {
  const { clipboard, connected, copy, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  clipboard.works = false;
  expect(await copy()).toEqual({ kind: 'notWritten', why: 'failed' });
  expect(service.state.copied).toBeUndefined();
  await flush();
});

test('copies in two formats at a time write one after the other, each what was asked for', async () => {
  const { connected, service, trueClock } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  const steps: string[] = [];
  const clipboard = {
    async writeSecret(text: string) {
      steps.push(`${text} begins`);
      await flush();
      steps.push(`${text} ends`);
      return 'written' as const;
    },
  };
  const copy = createCopyToken({ service, clock: trueClock, clipboard, textOf: (_token, format = 'token') => format });
  const copies = await Promise.all([copy('curl'), copy(), copy('curl')]);
  expect(copies.map(({ kind }) => kind)).toEqual(['copied', 'copied', 'copied']);
  expect(steps).toEqual(['curl begins', 'curl ends', 'token begins', 'token ends']);
});
