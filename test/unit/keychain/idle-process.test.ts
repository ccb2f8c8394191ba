import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleProcess } from '../../../main/keychain/idle-process.ts';

const IDLE_MS = 10_000;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function processes() {
  const counts = { started: 0, ended: 0 };
  const start = () => {
    counts.started += 1;
    return { call: () => Promise.resolve(null), end: () => (counts.ended += 1) };
  };
  return { counts, idle: new IdleProcess(start, IDLE_MS) };
}

test('a process starts when it is first needed, and ends when it has been idle', () => {
  const { counts, idle } = processes();
  expect(counts).toEqual({ started: 0, ended: 0 });
  idle.take();
  idle.release();
  vi.advanceTimersByTime(IDLE_MS - 1);
  expect(counts).toEqual({ started: 1, ended: 0 });
  vi.advanceTimersByTime(1);
  expect(counts).toEqual({ started: 1, ended: 1 });
});

test('a process that is used again before its time is over goes on', () => {
  const { counts, idle } = processes();
  const first = idle.take();
  idle.release();
  vi.advanceTimersByTime(IDLE_MS - 1);
  expect(idle.take()).toBe(first);
  vi.advanceTimersByTime(IDLE_MS);
  expect(counts).toEqual({ started: 1, ended: 0 });
});

test('a process goes on until its last user has released it', () => {
  const { counts, idle } = processes();
  idle.take();
  idle.take();
  idle.release();
  vi.advanceTimersByTime(IDLE_MS);
  expect(counts.ended).toBe(0);
  idle.release();
  vi.advanceTimersByTime(IDLE_MS);
  expect(counts.ended).toBe(1);
});

test('a process that was ended is followed by a new one', () => {
  const { counts, idle } = processes();
  const first = idle.take();
  idle.end();
  idle.release();
  expect(idle.take()).not.toBe(first);
  vi.advanceTimersByTime(IDLE_MS);
  expect(counts).toEqual({ started: 2, ended: 1 });
});
