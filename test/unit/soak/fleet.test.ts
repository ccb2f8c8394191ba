import { describe, expect, test } from 'vitest';
import type { TokenEvent } from '../../../main/core/events.ts';
import { INITIAL_STATE, type CredentialFacts, type TokenState } from '../../../main/core/state.ts';
import { transition } from '../../../main/core/transition.ts';
import { ourClients } from '../../soak/fleet/clients.ts';
import { measure } from '../../soak/fleet/measure.ts';
import { casesFor } from '../../soak/fleet/scenarios.ts';
import { serve, type Scenario } from '../../soak/fleet/serve.ts';
import { Random } from '../../soak/world/random.ts';
import { HOUR, MINUTE, SECOND } from '../../soak/world/units.ts';
import { jwtUntil } from '../core/tokens.ts';

const MIDNIGHT = Date.UTC(2026, 10, 24);
const FACTS: CredentialFacts = { id: 'one', kind: 'refreshToken', enteredAt: MIDNIGHT };

/** When the real state machine asks, as the fleet's one client of this seed. */
function realRequests({ forMs, firstAt, down }: Scenario, seed: number): number[] {
  const random = new Random(seed);
  const spread = random.next();
  const requests: number[] = [];
  let state: TokenState = { ...INITIAL_STATE, spread };
  const step = (event: TokenEvent, at: number, chance = 0.5): boolean => {
    const next = transition(state, event, MIDNIGHT + at, { chance, online: true });
    state = next.state;
    return next.effects.length > 0;
  };
  let isAsked = step({ kind: 'keychainRead', credential: FACTS, untried: undefined }, firstAt(0));
  for (let at = firstAt(0); at < forMs; at += 1) {
    const { session } = state;
    const dueAt = session.kind === 'active' ? session.refreshAt : session.kind === 'retrying' ? session.retryAt : at;
    if (!isAsked) {
      at = Math.max(at, (dueAt ?? Infinity) - MIDNIGHT);
      if (at >= forMs) break;
      isAsked = step({ kind: 'woke' }, at);
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
    else step({ kind: 'answered', id: 'one', answer: { ok: true, accessToken: jwtUntil(MIDNIGHT + end) } }, at);
    isAsked = false;
  }
  return requests;
}

describe('a client of the fleet', () => {
  const day = { name: 'a day', count: 1, forMs: 12 * HOUR, firstAt: () => 17 * MINUTE };
  test.each<[string, Scenario]>([
    ['on a day without trouble', day],
    ['in an outage', { ...day, down: { fromAt: 3.5 * HOUR, toAt: 4.5 * HOUR } }],
    [
      'in an outage before it knows that tokens end on the hour',
      { ...day, down: { fromAt: 40 * MINUTE, toAt: 100 * MINUTE } },
    ],
  ])('asks when the app would: %s', (_name, scenario) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { perSecond } = serve(scenario, ourClients(1, seed));
      const asked = [...perSecond.entries()].filter(([, requests]) => requests > 0).map(([second]) => second);
      expect(asked).toEqual(realRequests(scenario, seed).map((at) => Math.floor(at / SECOND)));
    }
  });
});

test('ten thousand clients keep the bounds that hold for a million', () => {
  const count = 10_000;
  for (const each of casesFor(count)) {
    const { scenario, kept, busiestSecond, backlogSeconds } = measure(each, ourClients(count, 1));
    // With so few a second varies by chance: the bounds are for a mean second with thousands.
    const isNear = each.allowed === undefined || busiestSecond < each.allowed * 1.1;
    expect({ scenario, near: kept || isNear }).toEqual({ scenario, near: true });
    if (each.scenario.down !== undefined) expect(backlogSeconds).toBeLessThanOrEqual(600);
  }
});
