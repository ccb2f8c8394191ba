import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SerialCalls, TIMED_OUT } from '../../../main/keychain/serial-calls.ts';

const LIMIT_MS = 5_000;
const HANG_LIMIT_MS = 60_000;

function serialCalls() {
  const abort = vi.fn();
  const endedLate = vi.fn();
  return {
    calls: new SerialCalls({ limitMs: LIMIT_MS, hangLimitMs: HANG_LIMIT_MS, abort, endedLate }),
    abort,
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
  const { calls } = serialCalls();
  const [first, second] = [nativeCall(), nativeCall()];
  const answers = Promise.all([calls.run((guard) => guard(first.run)), calls.run((guard) => guard(second.run))]);
  await vi.advanceTimersByTimeAsync(LIMIT_MS - 1);
  expect(first.run).toHaveBeenCalledOnce();
  expect(second.run).not.toHaveBeenCalled();
  first.returns('first');
  second.returns('second');
  expect(await answers).toEqual(['first', 'second']);
  expect(vi.getTimerCount()).toBe(0);
});

test('while one hangs, what waited and what comes later is slow, and nothing is begun', async () => {
  const { calls, abort, endedLate } = serialCalls();
  const [hanging, waiting, later] = [nativeCall(), nativeCall(), nativeCall()];
  const answers = Promise.all([calls.run((guard) => guard(hanging.run)), calls.run((guard) => guard(waiting.run))]);
  await vi.advanceTimersByTimeAsync(LIMIT_MS);
  expect(await answers).toEqual([TIMED_OUT, TIMED_OUT]);
  expect(await calls.run((guard) => guard(later.run))).toBe(TIMED_OUT);
  expect(endedLate).not.toHaveBeenCalled();
  hanging.returns('late');
  await vi.advanceTimersByTimeAsync(0);
  expect(endedLate).toHaveBeenCalledOnce();
  expect(abort).not.toHaveBeenCalled();
  expect(waiting.run).not.toHaveBeenCalled();
  expect(later.run).not.toHaveBeenCalled();
  later.returns('later');
  expect(await calls.run((guard) => guard(later.run))).toBe('later');
});

test('work that comes late takes no further step', async () => {
  const { calls } = serialCalls();
  const [first, second] = [nativeCall(), nativeCall()];
  const answer = calls.run(async (guard) => {
    await guard(first.run);
    return guard(second.run);
  });
  await vi.advanceTimersByTimeAsync(LIMIT_MS);
  expect(await answer).toBe(TIMED_OUT);
  first.returns('late');
  await vi.advanceTimersByTimeAsync(0);
  expect(second.run).not.toHaveBeenCalled();
});

test('a failure is passed on, and the next piece of work runs', async () => {
  const { calls } = serialCalls();
  await expect(calls.run(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(await calls.run((guard) => guard(() => Promise.resolve('next')))).toBe('next');
});

test('what hangs is let alone for a minute, and then given up when something new is asked for', async () => {
  const { calls, abort, endedLate } = serialCalls();
  const [hanging, next] = [nativeCall(), nativeCall()];
  abort.mockImplementation(hanging.fails);
  const slow = calls.run((guard) => guard(hanging.run));
  await vi.advanceTimersByTimeAsync(LIMIT_MS + HANG_LIMIT_MS - 1);
  expect(await slow).toBe(TIMED_OUT);
  expect(await calls.run((guard) => guard(next.run))).toBe(TIMED_OUT);
  expect(abort).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(abort).not.toHaveBeenCalled();
  const answer = calls.run((guard) => guard(next.run));
  next.returns('next');
  expect(await answer).toBe('next');
  expect(abort).toHaveBeenCalledOnce();
  expect(endedLate).not.toHaveBeenCalled();
});
