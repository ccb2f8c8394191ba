import { expect, test } from 'vitest';
import { noticeNetwork, startAt } from '../../../../main/core/token/network.ts';
import type { TokenState } from '../../../../main/core/token/state.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import type { FailureKind } from '../../../../preload/contract/session.ts';
import { ACTIVE, connected, NOW } from '../../../support/core/states.ts';
import { ALL_FAILURES } from '../../../support/core/every-state.ts';

const CURABLE: readonly FailureKind[] = ['network', 'timeout', 'proxy', 'proxy_down', 'proxy_auth', 'not_nerd'];

function failing(kind: FailureKind, more: Partial<TokenState> = {}): TokenState {
  const retryAt = NOW + 5 * MINUTE_MS;
  const session = { kind: 'retrying', failure: { kind }, attempt: 4, rejections: 0, retryAt, held: undefined } as const;
  return connected(session, { online: false, ...more });
}

test('a network that is as it was changes nothing', () => {
  for (const online of [true, false]) {
    const state = failing('network', { online });
    expect(noticeNetwork(state, online, NOW)).toBe(state);
  }
});

test.each(ALL_FAILURES)('a network that is found makes a try after “%s” due at once if that can help', (kind) => {
  const state = failing(kind);
  const retryAt = CURABLE.includes(kind) ? NOW : NOW + 5 * MINUTE_MS;
  expect(noticeNetwork(state, true, NOW)).toEqual({ ...state, online: true, session: { ...state.session, retryAt } });
});

test('a network that is found makes a try due after a refusal that may have been the other network’s', () => {
  const session = {
    kind: 'retrying',
    failure: { kind: 'refused', bare: true },
    attempt: 2,
    rejections: 0,
    retryAt: NOW + 15 * MINUTE_MS,
    held: undefined,
  } as const;
  expect(noticeNetwork(connected(session, { online: false }), true, NOW).session).toMatchObject({ retryAt: NOW });
});

test('one that is lost brings no try forward', () => {
  const state = failing('network', { online: true });
  expect(noticeNetwork(state, false, NOW)).toEqual({ ...state, online: false });
});

test('with no failure standing only the network itself is noted', () => {
  const state = connected(ACTIVE, { online: false });
  expect(noticeNetwork(state, true, NOW)).toEqual({ ...state, online: true });
});

test('found again and again, it never makes two tries come within ten seconds, nor one later than planned', () => {
  const asked = failing('network', { backgroundRequests: [NOW - 4 * SECOND_MS] });
  expect(noticeNetwork(asked, true, NOW).session).toMatchObject({ retryAt: NOW + 6 * SECOND_MS });
  const planned = { ...asked, session: { ...asked.session, retryAt: NOW + SECOND_MS } } as TokenState;
  expect(noticeNetwork(planned, true, NOW).session).toMatchObject({ retryAt: NOW + SECOND_MS });
});

test('with no network a due try waits a minute, unless somebody wants it', () => {
  expect(startAt(failing('network'), NOW)).toBe(NOW + MINUTE_MS);
  expect(startAt(failing('network', { wanted: true }), NOW)).toBe(NOW);
  expect(startAt(failing('network', { online: true }), NOW)).toBe(NOW);
});
