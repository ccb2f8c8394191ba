import { describe, expect, test } from 'vitest';
import {
  initialSkew,
  learnTime,
  noticeJump,
  type ClockSkew,
  type ServerTime,
} from '../../../../main/core/token/clock-skew.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { fc, test as property } from '../../../support/core/property.ts';

const TEN = Date.UTC(2026, 10, 24, 10);
const UP = 5 * DAY_MS;

/** A machine that was started before, with a clock that is ahead by this. */
const machine = (aheadMs: number) => ({ wallAt: TEN + aheadMs, uptimeMs: UP });
/** The same later, its clock set to be ahead by this. */
const later = (afterMs: number, aheadMs: number) => ({ wallAt: TEN + afterMs + aheadMs, uptimeMs: UP + afterMs });
/** The first answer on such a machine. */
const told = (aheadMs: number, answer: ServerTime) =>
  learnTime(initialSkew(machine(aheadMs)), machine(aheadMs), answer);
const learned = (aheadMs: number): ClockSkew => told(aheadMs, { dateAt: TEN, issuedAt: TEN, tookMs: 0 }).skew;

test('until NERD has told the time, the computer’s clock is right', () => {
  expect(initialSkew(machine(HOUR_MS)).skewMs).toBe(0);
});

test.each([3 * HOUR_MS, -3 * HOUR_MS, 2 * DAY_MS])(
  'an answer’s time shows that the clock is %i ms ahead',
  (aheadMs) => {
    const { skew, shiftMs } = told(aheadMs, { dateAt: TEN, issuedAt: TEN, tookMs: 200 });
    // A Date in whole seconds and an exchange of 200 ms leave this much open.
    expect(Math.abs(skew.skewMs - aheadMs)).toBeLessThanOrEqual(1200);
    expect(shiftMs).toBe(-skew.skewMs);
    expect(skew.learned).toBe(true);
  },
);

test.each([
  ['at the begin of the second', 0],
  ['at its end', 999],
  ['while the exchange took long', 25_000],
  ['just off', -900],
])('a time that can be right moves nothing: %s', (_name, offMs) => {
  const { skew, shiftMs } = told(offMs, { dateAt: TEN, issuedAt: undefined, tookMs: 25_000 });
  expect(shiftMs).toBe(0);
  expect(skew).toMatchObject({ skewMs: 0, learned: true });
});

test('a time is right up to a second off, and is moved to the nearest one that can be right from there on', () => {
  // Told twice, as a token that was issued within seconds of both times decides nothing.
  const shift = (offMs: number) => {
    const answer = { dateAt: TEN, issuedAt: undefined, tookMs: 200 };
    const second = { ...answer, dateAt: TEN + MINUTE_MS };
    return learnTime(told(offMs, answer).skew, later(MINUTE_MS, offMs), second).shiftMs;
  };
  expect([-999, -SECOND_MS, -1001].map(shift)).toEqual([0, SECOND_MS, 1001]);
  expect([2199, 2200, 2201].map(shift)).toEqual([0, -SECOND_MS, -1001]);
});

describe('a time that cannot be right as ours goes', () => {
  const answer = (dateAt: number, issuedAt?: number) => ({ dateAt, issuedAt, tookMs: 200 });
  const off = TEN - 40 * MINUTE_MS;

  test('is not believed alone: a cache may have written it', () => {
    const { skew, shiftMs } = told(0, answer(off));
    expect(shiftMs).toBe(0);
    expect(skew).toMatchObject({ skewMs: 0, learned: false });
  });

  test('is not believed when our own time is when the token was issued, and ours is known then', () => {
    const { skew, shiftMs } = told(0, answer(off, TEN - SECOND_MS));
    expect(shiftMs).toBe(0);
    expect(skew).toMatchObject({ skewMs: 0, learned: true, suspicion: undefined });
  });

  test('is believed when the token was issued then', () => {
    expect(told(0, answer(off, off)).shiftMs).toBe(off + SECOND_MS + 200 - TEN);
  });

  test('is believed when a second answer tells the same time', () => {
    const first = told(0, answer(off)).skew;
    const { skew, shiftMs } = learnTime(first, later(HOUR_MS, 0), answer(off + HOUR_MS));
    expect(shiftMs).toBe(off + SECOND_MS + 200 - TEN);
    expect(skew).toMatchObject({ skewMs: -shiftMs, learned: true, suspicion: undefined });
  });

  test.each([
    ['tells the very same moment an hour later, as a cache does', off],
    ['tells another time', off + HOUR_MS + 10 * SECOND_MS],
  ])('is not believed when a second answer %s', (_name, dateAt) => {
    const first = told(0, answer(off)).skew;
    expect(learnTime(first, later(HOUR_MS, 0), answer(dateAt)).shiftMs).toBe(0);
  });

  test('is not believed when the token was issued when the computer’s own clock says: that one is right then', () => {
    // The machine was paused for three hours, and its clock looks as if it had been set forward.
    const paused = noticeJump(learned(0), later(MINUTE_MS, 3 * HOUR_MS)).skew;
    const now = TEN + MINUTE_MS + 3 * HOUR_MS;
    expect(learnTime(paused, later(MINUTE_MS, 3 * HOUR_MS), answer(off, now))).toMatchObject({
      skew: { skewMs: 0, learned: true },
      shiftMs: 3 * HOUR_MS,
    });
  });

  test('is not believed when a cache answers twice within seconds, but when the time has gone on', () => {
    const first = told(0, answer(off)).skew;
    const { skew, shiftMs } = learnTime(first, later(5100, 0), answer(off));
    expect(shiftMs).toBe(0);
    // The first answer stays the witness, so that one click after the other puts nothing off.
    expect(learnTime(skew, later(10_000, 0), answer(off + 10 * SECOND_MS)).skew.learned).toBe(true);
    expect(learnTime(skew, later(10_000, 0), answer(off)).skew.learned).toBe(false);
  });

  test.each([40 * MINUTE_MS, 2 * HOUR_MS])(
    'is never believed when the token was issued %i ms later: a cache is behind, and our clock is off by another span',
    (lagMs) => {
      const behind = (afterMs: number) => answer(TEN + afterMs - lagMs, TEN + afterMs);
      const first = told(3 * HOUR_MS, behind(0)).skew;
      const second = learnTime(first, later(HOUR_MS, 3 * HOUR_MS), behind(HOUR_MS));
      expect([first.learned, second.skew.learned, second.shiftMs]).toEqual([false, false, 0]);
      // The next answer without the cache sets it right.
      const right = answer(TEN + 2 * HOUR_MS, TEN + 2 * HOUR_MS);
      expect(learnTime(second.skew, later(2 * HOUR_MS, 3 * HOUR_MS), right).skew.learned).toBe(true);
    },
  );

  test('is forgotten when an answer agrees with ours in between', () => {
    const first = told(0, answer(off)).skew;
    const agreed = learnTime(first, later(MINUTE_MS, 0), answer(TEN + MINUTE_MS)).skew;
    expect(learnTime(agreed, later(HOUR_MS, 0), answer(off + HOUR_MS)).shiftMs).toBe(0);
  });

  test('is believed when the computer’s own clock tells it: a machine that was paused is right again', () => {
    const paused = noticeJump(learned(0), later(MINUTE_MS, 3 * HOUR_MS)).skew;
    const now = TEN + MINUTE_MS + 3 * HOUR_MS;
    expect(learnTime(paused, later(MINUTE_MS, 3 * HOUR_MS), answer(now))).toMatchObject({
      skew: { skewMs: expect.closeTo(0, -4) as number },
      shiftMs: 3 * HOUR_MS,
    });
  });
});

test('up to five seconds a difference is no jump', () => {
  const skewAfter = (byMs: number) => noticeJump(learned(0), later(MINUTE_MS, byMs)).skew.skewMs;
  expect([5000, 5001, -5000, -5001].map(skewAfter)).toEqual([0, 5001, 0, -5001]);
});

test('looked at twice, it is the same', () => {
  expect(noticeJump(learned(0), later(MINUTE_MS, 0)).skew).toEqual(learned(0));
});

test('time that passes is no jump, in sleep neither', () => {
  const { skew, move } = noticeJump(initialSkew(machine(0)), later(9 * HOUR_MS, 0));
  expect(move).toBeUndefined();
  expect(skew.skewMs).toBe(0);
});

test('a clock that is slewed slowly is followed', () => {
  const { skew, move } = noticeJump(learned(0), later(HOUR_MS, 4 * SECOND_MS));
  expect(move).toBeUndefined();
  expect(skew).toEqual({ ...learned(0), offsetMs: learned(0).offsetMs + 4 * SECOND_MS });
});

test('a clock that is set back after NERD told the time has moved alone', () => {
  const { skew, move } = noticeJump(learned(0), later(MINUTE_MS, -3 * HOUR_MS));
  expect(move).toBeUndefined();
  expect(skew.skewMs).toBe(-3 * HOUR_MS);
});

test('one that is set forward has too, but leaves a doubt: a paused machine’s clock does the same', () => {
  const { skew, move } = noticeJump(learned(0), later(MINUTE_MS, 3 * HOUR_MS));
  expect(move).toEqual({ shiftMs: 0, inDoubt: true });
  expect(skew.skewMs).toBe(3 * HOUR_MS);
});

test.each([3 * HOUR_MS, -3 * HOUR_MS])('before NERD told the time the clock is followed: set by %i ms', (byMs) => {
  const { skew, move } = noticeJump(initialSkew(machine(0)), later(MINUTE_MS, byMs));
  expect(move).toEqual({ shiftMs: byMs, inDoubt: true });
  expect(skew.skewMs).toBe(0);
});

property(
  'once learned, the true time is known within two seconds, however the clock is set and whenever it is looked at',
  [
    fc.array(
      fc.record({ afterMs: fc.integer({ min: 0, max: DAY_MS }), setToMs: fc.integer({ min: -DAY_MS, max: DAY_MS }) }),
    ),
  ],
  (settings) => {
    let skew = learned(0);
    let at = 0;
    let aheadMs = 0;
    for (const { afterMs, setToMs } of settings) {
      at += afterMs;
      // Under the threshold a setting cannot be told from drift.
      if (Math.abs(setToMs - aheadMs) > 5 * SECOND_MS) aheadMs = setToMs;
      ({ skew } = noticeJump(skew, later(at, aheadMs)));
      expect(Math.abs(TEN + at + aheadMs - skew.skewMs - (TEN + at))).toBeLessThanOrEqual(2 * SECOND_MS);
    }
  },
);
