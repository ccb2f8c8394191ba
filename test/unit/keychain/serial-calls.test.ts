import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SingleCall, SLOW } from '../../../main/keychain/serial-calls.ts';

const LIMIT_MS = 5_000;
const PATIENCE_MS = 60_000;

function singleCall() {
  const giveUp = vi.fn();
  const endedLate = vi.fn();
  return {
    calls: new SingleCall({ limitMs: LIMIT_MS, patienceMs: PATIENCE_MS, giveUp, endedLate }),
    giveUp,
    endedLate,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A native call that returns when the test says so. */
function nativeCall() {
  let returns: (value: string) => void = () => undefined;
  let fails: () => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    returns = resolve;
    fails = () => {
      reject(new Error('ended'));
    };
  });
  return {
    run: vi.fn(() => promise),
    returns: (value: string) => {
      returns(value);
    },
    fails: () => {
      fails();
    },
  };
}

test('a second piece of work begins when the first has ended', async () => {
  const { calls } = singleCall();
  const [first, second] = [nativeCall(), nativeCall()];
  const answers = Promise.all([calls.run((step) => step(first.run)), calls.run((step) => step(second.run))]);
  await vi.advanceTimersByTimeAsync(LIMIT_MS - 1);
  expect(first.run).toHaveBeenCalledOnce();
  expect(second.run).not.toHaveBeenCalled();
  first.returns('first');
  second.returns('second');
  expect(await answers).toEqual(['first', 'second']);
  expect(vi.getTimerCount()).toBe(0);
});

test('while one hangs, what waited and what comes later is slow, and nothing is begun', async () => {
  const { calls, giveUp, endedLate } = singleCall();
  const [hanging, waiting, later] = [nativeCall(), nativeCall(), nativeCall()];
  const answers = Promise.all([calls.run((step) => step(hanging.run)), calls.run((step) => step(waiting.run))]);
  await vi.advanceTimersByTimeAsync(LIMIT_MS);
  expect(await answers).toEqual([SLOW, SLOW]);
  expect(await calls.run((step) => step(later.run))).toBe(SLOW);
  expect(endedLate).not.toHaveBeenCalled();
  hanging.returns('late');
  await vi.advanceTimersByTimeAsync(0);
  expect(endedLate).toHaveBeenCalledOnce();
  expect(giveUp).not.toHaveBeenCalled();
  expect(waiting.run).not.toHaveBeenCalled();
  expect(later.run).not.toHaveBeenCalled();
  later.returns('later');
  expect(await calls.run((step) => step(later.run))).toBe('later');
});

test('work that comes late takes no further step', async () => {
  const { calls } = singleCall();
  const [first, second] = [nativeCall(), nativeCall()];
  const answer = calls.run(async (step) => {
    await step(first.run);
    return step(second.run);
  });
  await vi.advanceTimersByTimeAsync(LIMIT_MS);
  expect(await answer).toBe(SLOW);
  first.returns('late');
  await vi.advanceTimersByTimeAsync(0);
  expect(second.run).not.toHaveBeenCalled();
});

test('a failure is passed on, and the next piece of work runs', async () => {
  const { calls } = singleCall();
  await expect(calls.run(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(await calls.run((step) => step(() => Promise.resolve('next')))).toBe('next');
});

test('what hangs is let alone for a minute, and then given up when something new is asked for', async () => {
  const { calls, giveUp, endedLate } = singleCall();
  const [hanging, next] = [nativeCall(), nativeCall()];
  giveUp.mockImplementation(hanging.fails);
  const slow = calls.run((step) => step(hanging.run));
  await vi.advanceTimersByTimeAsync(LIMIT_MS + PATIENCE_MS - 1);
  expect(await slow).toBe(SLOW);
  expect(await calls.run((step) => step(next.run))).toBe(SLOW);
  expect(giveUp).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(giveUp).not.toHaveBeenCalled();
  const answer = calls.run((step) => step(next.run));
  next.returns('next');
  expect(await answer).toBe('next');
  expect(giveUp).toHaveBeenCalledOnce();
  expect(endedLate).not.toHaveBeenCalled();
});
