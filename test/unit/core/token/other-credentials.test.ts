import { expect, test } from 'vitest';
import type { CredentialFacts } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { grantedUntil } from '../../../support/core/tokens.ts';
import { failed, FACTS, keychainRead, granted, run, TEN, refreshWanted, timeMoved } from '../../../support/core/run.ts';

const PAIR: CredentialFacts = { ...FACTS, id: 'pair', kind: 'keyPair', lasts: 'noExpiry' };
const kept = { kind: 'othersRead', others: [PAIR] } as const;
const toPair = { kind: 'switched', facts: PAIR, storage: { kind: 'keychain' } } as const;
const toToken = { kind: 'switched', facts: FACTS, storage: { kind: 'keychain' } } as const;

test('to switch keeps the one from before, and asks at once for a token of the other', () => {
  const { state, requests } = run(
    [TEN, keychainRead],
    [TEN, granted(TEN + HOUR_MS)],
    [TEN, kept],
    [TEN + MINUTE_MS, toPair],
  );
  expect(state).toMatchObject({
    credential: PAIR,
    otherCredentials: [FACTS],
    session: { kind: 'refreshing', held: undefined },
  });
  expect(requests).toEqual(['session one at 0', 'session pair at 60']);
});

test('the answer for the one from before is nobody’s', () => {
  const late = { kind: 'answered', id: 'one', answer: grantedUntil(TEN + HOUR_MS) } as const;
  const { state, requests } = run(
    [TEN, keychainRead],
    [TEN, kept],
    [TEN + SECOND_MS, toPair],
    [TEN + 6 * SECOND_MS, late],
  );
  expect(state).toMatchObject({ credential: PAIR, session: { kind: 'refreshing', held: undefined } });
  expect(requests).toEqual(['session one at 0', 'session pair at 6']);
});

test('switching to and fro asks no oftener than clicks may', () => {
  const steps = Array.from({ length: 60 }, (_none, index) => {
    const at = TEN + MINUTE_MS + index * 100;
    const to = index % 2 === 0 ? toPair : toToken;
    return [
      [at, to],
      [at, { kind: 'answered', id: to.facts.id, answer: { ok: false, failure: { kind: 'network' } } }],
    ] as const;
  });
  const { requests } = run([TEN, keychainRead], [TEN, granted(TEN + HOUR_MS)], [TEN, kept], ...steps.flat());
  // Those of the app's own accord have their own limit of 20 an hour.
  expect(requests.length).toBeLessThanOrEqual(22);
});

test('a pause that the server asked for holds for the other one too', () => {
  const { state, requests } = run(
    [TEN, keychainRead],
    [TEN, failed('rate_limited', 10 * MINUTE_MS)],
    [TEN + MINUTE_MS, kept],
    [TEN + MINUTE_MS, toPair],
    [TEN + 2 * MINUTE_MS, refreshWanted],
    [TEN + 2 * MINUTE_MS, timeMoved],
  );
  expect(state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + 10 * MINUTE_MS });
  expect(requests).toEqual(['session one at 0']);
});

test('one of a kind is kept at most, and what is gone is not', () => {
  const newer = { ...FACTS, id: 'newer' };
  const accepted = {
    kind: 'candidateAccepted',
    facts: newer,
    answer: grantedUntil(TEN + HOUR_MS),
    storage: { kind: 'keychain' },
  } as const;
  const before = [
    [TEN, keychainRead],
    [TEN, kept],
    [TEN, toPair],
  ] as const;
  expect(run(...before, [TEN, accepted]).state.otherCredentials).toEqual([PAIR]);
  expect(run(...before, [TEN, { kind: 'otherRemoved', id: 'one' }]).state.otherCredentials).toEqual([]);
  expect(run(...before, [TEN, { kind: 'otherRemoved', id: 'another' }]).state.otherCredentials).toEqual([FACTS]);
});
