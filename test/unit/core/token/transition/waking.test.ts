import { describe, expect, test } from 'vitest';
import { INITIAL_STATE, type TokenState } from '../../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../../main/core/time/time.ts';
import { transition } from '../../../../../main/core/token/transition.ts';
import { CALM, found, granted, TEN, wanted, woke } from '../../../../support/core/run.ts';

const ELEVEN = TEN + HOUR_MS;
const MONDAY_NINE = TEN + 3 * 24 * HOUR_MS;

/** Connected until eleven, in the middle of each spread. */
function connected(): TokenState {
  const asking = transition({ ...INITIAL_STATE, jitterSeed: 0.5 }, found, TEN, CALM).state;
  return transition(asking, granted(ELEVEN), TEN, CALM).state;
}

describe('a machine that wakes long after its token has ended', () => {
  test('asks within a minute, at its place in the spread, since many others wake in the same second', () => {
    const awake = transition(connected(), woke, MONDAY_NINE, CALM);
    expect(awake.effects).toEqual([]);
    expect(awake.state.session).toMatchObject({ kind: 'betweenTokens', nextTryAt: MONDAY_NINE + 30 * SECOND_MS });
    expect(transition(awake.state, woke, MONDAY_NINE + 30 * SECOND_MS - 1, CALM).effects).toEqual([]);
    expect(transition(awake.state, woke, MONDAY_NINE + 30 * SECOND_MS, CALM).effects).toHaveLength(1);
  });

  test('asks at once when somebody copies', () => {
    const awake = transition(connected(), woke, MONDAY_NINE, CALM).state;
    expect(transition(awake, wanted, MONDAY_NINE + SECOND_MS, CALM).effects).toHaveLength(1);
  });

  test('asks at once when it has missed its try by a minute only', () => {
    expect(transition(connected(), woke, ELEVEN + MINUTE_MS, CALM).effects).toHaveLength(1);
  });

  test('asks at once while its token is still good', () => {
    expect(transition(connected(), woke, ELEVEN - 1, CALM).effects).toHaveLength(1);
  });
});
