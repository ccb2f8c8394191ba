import { describe, expect, test } from 'vitest';
import type { TokenEvent } from '../../../main/core/token/events.ts';
import { INITIAL_STATE, type CredentialFacts, type TokenState } from '../../../main/core/token/state.ts';
import { transition } from '../../../main/core/token/transition.ts';
import { ourClients } from '../../soak/fleet/clients.ts';
import { measure } from '../../soak/fleet/measure.ts';
import { casesFor } from '../../soak/fleet/scenarios.ts';
import { serve, type Scenario } from '../../soak/fleet/serve.ts';
import { Random } from '../../soak/world/random.ts';
import { HOUR, MINUTE, SECOND } from '../../soak/world/units.ts';
import { grantedUntil } from '../../support/core/tokens.ts';

const MIDNIGHT = Date.UTC(2026, 10, 24);
const FACTS: CredentialFacts = { id: 'one', kind: 'refreshToken', enteredAt: MIDNIGHT, lasts: 'week', isLocal: false };

/** When the real state machine asks, as the fleet's one client of this seed. */
function realRequests({ forMs, firstAt, down, asleep }: Scenario, seed: number): number[] {
  const random = new Random(seed);
  const jitterSeed = random.next();
  const requests: number[] = [];
  let state: TokenState = { ...INITIAL_STATE, jitterSeed };
  const step = (event: TokenEvent, at: number, randomNumber = 0.5): boolean => {
    const next = transition(state, event, MIDNIGHT + at, { random: randomNumber, online: true });
    state = next.state;
    return next.effects.length > 0;
  };
  let isAsked = step({ kind: 'keychainRead', credential: FACTS, pendingCredential: undefined }, firstAt(0));
  for (let at = firstAt(0); at < forMs; at += 1) {
    const { session } = state;
    const dueAt =
      session.kind === 'active'
        ? session.refreshAt
        : session.kind === 'retrying'
          ? session.retryAt
          : session.kind === 'betweenTokens'
            ? session.nextTryAt
            : at;
    if (!isAsked) {
      at = Math.max(at, (dueAt ?? Infinity) - MIDNIGHT);
      if (asleep !== undefined && at >= asleep.fromAt && at < asleep.toAt) at = asleep.toAt;
      if (at >= forMs) break;
      isAsked = step({ kind: 'timeMoved' }, at);
    }
    if (!isAsked) continue;
    requests.push(at);
    const isDown = down !== undefined && at >= down.fromAt && at < down.toAt;
    const end = (Math.floor(at / HOUR) + 1) * HOUR;
    if (isDown)
      step(
        { kind: 'answered', id: 'one', answer: { ok: false, failure: { kind: 'server_error' } } },
        at,
        random.next(),
      );
    else step({ kind: 'answered', id: 'one', answer: grantedUntil(MIDNIGHT + end) }, at);
    isAsked = false;
  }
  return requests;
}

describe('a client of the fleet', () => {
  const day = { name: 'a day', count: 1, forMs: 12 * HOUR, firstAt: () => 17 * MINUTE };
  test.each<[string, Scenario]>([
    ['on a day without trouble', day],
    ['in an outage', { ...day, down: { fromAt: 3.5 * HOUR, toAt: 4.5 * HOUR } }],
    ['after a night', { ...day, asleep: { fromAt: 5 * HOUR, toAt: 9 * HOUR } }],
    [
      'in an outage before it knows that tokens end on the hour',
      { ...day, down: { fromAt: 40 * MINUTE, toAt: 100 * MINUTE } },
    ],
  ])('asks when the app would: %s', (_name, scenario) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { requestsPerSecond } = serve(scenario, ourClients(1, seed));
      const asked = [...requestsPerSecond.entries()].filter(([, requests]) => requests > 0).map(([second]) => second);
      expect(asked).toEqual(realRequests(scenario, seed).map((at) => Math.floor(at / SECOND)));
    }
  });
});

test('fifty thousand clients keep the bounds, in each case', { timeout: 60_000 }, () => {
  // With fewer, chance alone makes some second busier than the mean by a third.
  const count = 50_000;
  const rows = casesFor(count).map((each) => measure(each, ourClients(count, 1)));
  expect(rows.filter(({ isWithinBounds }) => !isWithinBounds)).toEqual([]);
  expect(rows.map(({ requests }) => requests > count)).not.toContain(false);
});
