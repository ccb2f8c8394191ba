import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SingleCall, SLOW } from '../../../main/adapters/single-call.ts';

const LIMIT_MS = 5_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A native call that returns when the test says so. */
function nativeCall() {
  let returns: (value: string) => void = () => undefined;
  const promise = new Promise<string>((resolve) => (returns = resolve));
  return {
    run: vi.fn(() => promise),
    returns: (value: string) => {
      returns(value);
    },
  };
}

test('a second piece of work begins when the first has ended', async () => {
  const calls = new SingleCall(LIMIT_MS);
  const [first, second] = [nativeCall(), nativeCall()];
  const answers = Promise.all([calls.run((step) => step(first.run)), calls.run((step) => step(second.run))]);
  await vi.advanceTimersByTimeAsync(LIMIT_MS - 1);
  expect(first.run).toHaveBeenCalledOnce();
  expect(second.run).not.toHaveBeenCalled();
  expect(calls.isBusy()).toBe(true);
  first.returns('first');
  second.returns('second');
  expect(await answers).toEqual(['first', 'second']);
  await calls.idle();
  expect(calls.isBusy()).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('while one hangs, what waited and what comes later is slow, and nothing is begun', async () => {
  const calls = new SingleCall(LIMIT_MS);
  const [hanging, waiting, later] = [nativeCall(), nativeCall(), nativeCall()];
  const answers = Promise.all([calls.run((step) => step(hanging.run)), calls.run((step) => step(waiting.run))]);
  await vi.advanceTimersByTimeAsync(LIMIT_MS);
  expect(await answers).toEqual([SLOW, SLOW]);
  expect(await calls.run((step) => step(later.run))).toBe(SLOW);
  hanging.returns('late');
  await calls.idle();
  expect(waiting.run).not.toHaveBeenCalled();
  expect(later.run).not.toHaveBeenCalled();
  later.returns('later');
  expect(await calls.run((step) => step(later.run))).toBe('later');
});

test('work that comes late takes no further step', async () => {
  const calls = new SingleCall(LIMIT_MS);
  const [first, second] = [nativeCall(), nativeCall()];
  const answer = calls.run(async (step) => {
    await step(first.run);
    return step(second.run);
  });
  await vi.advanceTimersByTimeAsync(LIMIT_MS);
  expect(await answer).toBe(SLOW);
  first.returns('late');
  await calls.idle();
  expect(second.run).not.toHaveBeenCalled();
});

test('a failure is passed on, and the next piece of work runs', async () => {
  const calls = new SingleCall(LIMIT_MS);
  await expect(calls.run(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(await calls.run((step) => step(() => Promise.resolve('next')))).toBe('next');
});
