import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleProcess } from '../../../main/keychain/idle-process.ts';

const IDLE_MS = 10_000;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function create() {
  const counts = { started: 0, ended: 0 };
  const idle = new IdleProcess(() => {
    counts.started += 1;
    return { call: () => Promise.resolve(null), end: () => (counts.ended += 1) };
  }, IDLE_MS);
  return { idle, counts };
}

test('no process is started before it is needed', () => {
  expect(create().counts).toEqual({ started: 0, ended: 0 });
});

test('two users share a process, and its idle time begins when both have released it', () => {
  const { idle, counts } = create();
  expect(idle.take()).toBe(idle.take());
  idle.release();
  vi.advanceTimersByTime(IDLE_MS);
  expect(counts).toEqual({ started: 1, ended: 0 });
  idle.release();
  vi.advanceTimersByTime(IDLE_MS - 1);
  expect(counts).toEqual({ started: 1, ended: 0 });
  vi.advanceTimersByTime(1);
  expect(counts).toEqual({ started: 1, ended: 1 });
});

test('a process that is taken again while it is idle goes on', () => {
  const { idle, counts } = create();
  const process = idle.take();
  idle.release();
  vi.advanceTimersByTime(IDLE_MS - 1);
  expect(idle.take()).toBe(process);
  vi.advanceTimersByTime(IDLE_MS);
  expect(counts).toEqual({ started: 1, ended: 0 });
});

test('after a process was ended the next user gets a new one, which the late release leaves running', () => {
  const { idle, counts } = create();
  const first = idle.take();
  idle.end();
  expect(idle.take()).not.toBe(first);
  idle.release();
  vi.advanceTimersByTime(IDLE_MS);
  expect(counts).toEqual({ started: 2, ended: 1 });
});

test('a process is ended once, and an end without a process does nothing', () => {
  const { idle, counts } = create();
  idle.end();
  idle.take();
  idle.release();
  idle.end();
  vi.advanceTimersByTime(IDLE_MS);
  expect(counts).toEqual({ started: 1, ended: 1 });
});
