import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PendingWrites } from '../../../../main/keychain/keychain.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A write that ends when the test says so. */
function heldWrite(): { readonly done: Promise<string>; readonly end: () => void } {
  let resolve: (value: string) => void = () => undefined;
  const done = new Promise<string>((take) => (resolve = take));
  return { done, end: () => resolve('stored') };
}

/** Follows whether a wait of at most `limitMs` has ended. */
function waitFor(writes: PendingWrites, limitMs: number): { readonly isOver: boolean } {
  const wait = { isOver: false };
  void writes.atMost(limitMs).then(() => (wait.isOver = true));
  return wait;
}

test('without a write nothing is waited for', async () => {
  const wait = waitFor(new PendingWrites(), 1000);
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.isOver).toBe(true);
});

test('a write is waited for, and one that begins meanwhile too', async () => {
  const writes = new PendingWrites();
  const [first, second] = [heldWrite(), heldWrite()];
  const result = writes.during(first.done);
  const wait = waitFor(writes, 1000);
  void writes.during(second.done);
  first.end();
  expect(await result).toBe('stored');
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.isOver).toBe(false);
  second.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.isOver).toBe(true);
});

test('a write that hangs is waited for as long as the limit, and no longer', async () => {
  const writes = new PendingWrites();
  void writes.during(new Promise(() => undefined));
  const wait = waitFor(writes, 1000);
  await vi.advanceTimersByTimeAsync(999);
  expect(wait.isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(wait.isOver).toBe(true);
});
