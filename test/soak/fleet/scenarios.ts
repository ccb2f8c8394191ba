import { Random } from '../world/random.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../world/units.ts';
import type { Scenario } from './serve.ts';

/** A scenario, with when its measurement begins and how many requests its busiest second may have. */
export interface FleetCase {
  readonly scenario: Scenario;
  readonly fromAt: number;
  readonly allowed: number;
  /**
   * Whether the naive clients are measured, too. They make so many requests in an outage that one of the outages
   * is enough.
   */
  readonly withNaiveClients: boolean;
}

/** The app's clients spread their requests over this time after each full hour, in ms. */
const REQUEST_WINDOW = MINUTE;
/** By then every client has learned that tokens expire on the hour. */
const HABIT_LEARNED_AT = 3 * HOUR;
/** How many times the mean of the window the busiest second may have. */
const MOST_PER_MEAN = 1.3;
/** The minutes of the hour in which an outage begins. */
const OUTAGES_FROM = [1, 10, 30, 50, 59];

/** The scenarios: a day of tokens that expire on the hour, outages of an hour, and a Monday at 09:00 when all wake. */
export function casesFor(count: number): FleetCase[] {
  const random = new Random(1);
  const within = (fromAt: number, forMs: number) => () => fromAt + Math.floor(random.next() * forMs);
  const mostDaily = (MOST_PER_MEAN * count * SECOND) / REQUEST_WINDOW;
  const firstAt = within(0, HOUR);
  const outage = (name: string, fromAt: number, starts: Scenario['firstAt'], withNaiveClients: boolean): FleetCase => {
    const toAt = fromAt + HOUR;
    const scenario = { name, count, forMs: toAt + 2 * HOUR, firstAt: starts, down: { fromAt, toAt } };
    return { scenario, fromAt, allowed: 2 * mostDaily, withNaiveClients };
  };
  return [
    {
      scenario: { name: 'a day', count, forMs: HABIT_LEARNED_AT + DAY, firstAt },
      fromAt: HABIT_LEARNED_AT,
      allowed: mostDaily,
      withNaiveClients: true,
    },
    {
      scenario: { name: 'the first hours', count, forMs: HABIT_LEARNED_AT, firstAt },
      fromAt: HOUR,
      allowed: mostDaily,
      withNaiveClients: false,
    },
    ...OUTAGES_FROM.map((minute) => {
      const name = `an hour’s outage from :${String(minute).padStart(2, '0')}`;
      return outage(name, HABIT_LEARNED_AT + minute * MINUTE, firstAt, minute === OUTAGES_FROM[0]);
    }),
    outage('an hour’s outage from :40, started since :00', 40 * MINUTE, within(0, 40 * MINUTE), false),
    {
      scenario: {
        name: 'all wake on Monday at 09:00:00',
        count,
        forMs: 3 * DAY + 12 * HOUR,
        firstAt: within(8 * HOUR, HOUR),
        asleep: { fromAt: 17 * HOUR, toAt: 3 * DAY + 9 * HOUR },
      },
      fromAt: 3 * DAY,
      allowed: mostDaily,
      withNaiveClients: true,
    },
  ];
}
