import { expect, test } from 'vitest';
import type { PastRequests } from '../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import { EventLoop } from '../../../main/token/event-loop.ts';
import { ServerClock } from '../../../main/token/server-clock.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog, MemorySettings } from '../../support/memory-ports.ts';
import { FACTS, keychainRead, granted, TEN, timeMoved } from '../../support/core/run.ts';

class CountedSettings extends MemorySettings {
  saves = 0;

  override saveRequests(requests: PastRequests): boolean {
    this.saves += 1;
    return super.saveRequests(requests);
  }
}

/** `alsoDueAt` gives a moment at which there is something else to look at, once. */
function parts(alsoDueAt: () => number = () => -Infinity) {
  const clock = new ManualClock(TEN);
  const log = new MemoryLog();
  const settings = new CountedSettings();
  const requests: string[] = [];
  const loop = new EventLoop(
    {
      clock: new ServerClock(clock),
      log,
      settings,
      isOnline: () => true,
      random: () => 0.5,
      alsoDueAt: (_state, now) => (alsoDueAt() > now ? alsoDueAt() : undefined),
    },
    ({ requestInFlight: flight }) => requests.push(flight.id),
  );
  return { clock, log, settings, requests, loop };
}

test('a listener hears of each event until it has heard enough', () => {
  const { loop } = parts();
  let heard = 0;
  const stop = loop.subscribe(() => (heard += 1));
  loop.dispatch(timeMoved);
  loop.dispatch(timeMoved);
  stop();
  loop.dispatch(timeMoved);
  expect(heard).toBe(2);
});

test('a redraw tells the listeners that something else has changed: it logs nothing, and what is due comes with the timer', async () => {
  const { clock, log, loop, requests } = parts();
  loop.dispatch(keychainRead);
  loop.dispatch(granted(TEN + HOUR_MS, FACTS.id));
  const kinds: string[] = [];
  loop.subscribe(() => kinds.push(loop.state.session.kind));
  const lines = log.lines.length;
  loop.redraw();
  clock.sleep(50 * MINUTE_MS);
  loop.redraw();
  expect(kinds).toEqual(['active', 'active']);
  expect(log.lines).toHaveLength(lines);
  expect(requests).toHaveLength(1);
  await clock.advance(0);
  expect(kinds).toEqual(['active', 'active', 'refreshing']);
  expect(requests).toHaveLength(2);
  loop.stop();
  loop.redraw();
  expect(kinds).toHaveLength(3);
  expect(clock.pendingCount).toBe(0);
});

test('what else is due may be due at another time after a redraw', async () => {
  const due = { at: TEN + 4 * MINUTE_MS };
  const { clock, loop } = parts(() => due.at);
  loop.dispatch(timeMoved);
  due.at = TEN + MINUTE_MS;
  loop.redraw();
  const heardAt: number[] = [];
  loop.subscribe(() => heardAt.push((clock.now() - TEN) / MINUTE_MS));
  await clock.advance(MINUTE_MS);
  expect(heardAt).toEqual([1]);
});

test('a redraw after the clock was set shows moments as they are on it', () => {
  const { clock, loop } = parts();
  loop.dispatch(keychainRead);
  loop.dispatch({ kind: 'answered', id: FACTS.id, answer: { ok: false, failure: { kind: 'network' } } });
  clock.setClockAhead(HOUR_MS);
  loop.redraw();
  expect(loop.state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + HOUR_MS + 30 * SECOND_MS });
});

test('once stopped, nothing happens any more and no timer is left', () => {
  const { clock, log, loop, requests } = parts();
  loop.dispatch(keychainRead);
  loop.dispatch(granted(TEN + HOUR_MS, FACTS.id));
  let heard = 0;
  loop.subscribe(() => (heard += 1));
  const { state } = loop;
  const lines = log.lines.length;
  loop.stop();
  loop.dispatch({ kind: 'forgotten' });
  expect(loop.state).toBe(state);
  expect(log.lines).toHaveLength(lines);
  expect([heard, clock.pendingCount, requests.length]).toEqual([0, 0, 1]);
});

test('the log has each event but those that only look, unless they change what the session is', () => {
  const { clock, log, loop } = parts();
  loop.dispatch(timeMoved);
  loop.dispatch(keychainRead);
  loop.dispatch(granted(TEN + HOUR_MS, FACTS.id));
  loop.dispatch(timeMoved);
  clock.sleep(50 * MINUTE_MS);
  loop.dispatch(timeMoved);
  expect(log.lines.map((line) => JSON.parse(line) as object)).toEqual([
    { name: 'keychainRead', session: 'refreshing', storage: 'keychain' },
    { name: 'answered', session: 'active', storage: 'keychain' },
    { name: 'timeMoved', session: 'refreshing', storage: 'keychain' },
  ]);
});

test('requests are remembered when there is one, or when NERD asks for a pause, and not at every look', () => {
  const { clock, loop, settings } = parts();
  loop.dispatch(timeMoved);
  expect(settings.saves).toBe(0);
  loop.dispatch(keychainRead);
  expect(settings.saves).toBe(1);
  loop.dispatch({ kind: 'answered', id: FACTS.id, answer: { ok: false, failure: { kind: 'network' } } });
  loop.dispatch(timeMoved);
  expect(settings.saves).toBe(1);
  clock.sleep(31 * SECOND_MS);
  loop.dispatch(timeMoved);
  expect(settings.saves).toBe(2);
  const limited = { kind: 'rate_limited', retryAfterMs: MINUTE_MS } as const;
  loop.dispatch({ kind: 'answered', id: FACTS.id, answer: { ok: false, failure: limited } });
  expect(settings.saves).toBe(3);
  expect(settings.requests().retryAfterAt).toBe(TEN + 31 * SECOND_MS + MINUTE_MS);
});

test('it looks again at the next deadline, at what else is due, and after five minutes at the latest', async () => {
  const { clock, loop } = parts(() => TEN + 2 * MINUTE_MS);
  const heardAt: number[] = [];
  loop.subscribe(() => heardAt.push((clock.now() - TEN) / MINUTE_MS));
  loop.dispatch(timeMoved);
  await clock.advance(MINUTE_MS);
  expect(heardAt).toEqual([0]);
  await clock.advance(MINUTE_MS);
  expect(heardAt[1]).toBe(2);
  loop.stop();

  const far = parts(() => TEN + HOUR_MS);
  const looksAt: number[] = [];
  far.loop.subscribe(() => looksAt.push((far.clock.now() - TEN) / MINUTE_MS));
  far.loop.dispatch(timeMoved);
  expect(far.clock.pendingCount).toBe(1);
  await far.clock.advance(11 * MINUTE_MS);
  expect(looksAt).toEqual([0, 5, 10]);
});
