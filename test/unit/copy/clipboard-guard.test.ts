import { expect, test } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import { ClipboardGuard } from '../../../main/copy/clipboard-guard.ts';
import type { ClearCopy } from '../../../preload/contract/settings.ts';
import { flush, ManualClock } from '../../support/manual-clock.ts';
import { MemoryClipboard, MemoryCopyNote, MemoryLog } from '../../support/memory-ports.ts';
import { TEN } from '../../support/token-fixture.ts';

function start() {
  const clock = new ManualClock(TEN);
  const clipboard = new MemoryClipboard();
  const log = new MemoryLog();
  const ends: string[] = [];
  const set: { clearAfter: ClearCopy } = { clearAfter: '60s' };
  const note = new MemoryCopyNote();
  const copied = new ClipboardGuard({
    clipboard,
    note,
    clock,
    log,
    clearAfter: () => set.clearAfter,
    onEnd: (end) => {
      ends.push(end);
      copied.rearm(); // as the app does at every event
    },
  });
  return { clock, clipboard, log, ends, set, note, copied };
}

test('a copy leaves the clipboard after its time, and not before', async () => {
  const { clock, clipboard, copied, ends } = start();
  expect(await copied.writeSecret('token')).toBe('written');
  expect(copied.pending).toEqual({ clearsInMs: MINUTE_MS });
  await clock.advance(MINUTE_MS - 1);
  expect(clipboard.text).toBe('token');
  await clock.advance(1);
  expect(clipboard.text).toBe('');
  expect(ends).toEqual(['gone']);
  expect(copied.pending).toBeUndefined();
  await clock.advance(SECOND_MS);
  expect(ends).toEqual(['gone']);
  expect(clock.pendingCount).toBe(0);
});

test('a copy that is put back is cleared once more after a second, and that was all', async () => {
  const { clock, clipboard, copied, ends, note } = start();
  await copied.writeSecret('token');
  await clock.advance(MINUTE_MS);
  clipboard.text = 'token';
  await clock.advance(SECOND_MS - 1);
  expect(clipboard.text).toBe('token');
  await clock.advance(1);
  expect(clipboard.text).toBe('');
  // A crash now would leave it to the next start.
  expect(note.isThere).toBe(true);
  await clock.advance(SECOND_MS);
  expect([clipboard.text, ends, note.isThere, clock.pendingCount]).toEqual(['', ['gone'], false, 0]);
});

test('one that is put back twice is told of, stays to be cleared, and is not fought over', async () => {
  const { clock, clipboard, copied, ends } = start();
  await copied.writeSecret('token');
  await clock.advance(MINUTE_MS);
  clipboard.text = 'token';
  await clock.advance(SECOND_MS);
  clipboard.text = 'token';
  await clock.advance(SECOND_MS);
  expect([clipboard.text, ends]).toEqual(['token', ['gone', 'putBack']]);
  expect(copied.pending).toEqual({ clearsInMs: undefined });
  await clock.advance(60 * MINUTE_MS);
  expect([clipboard.text, ends]).toEqual(['token', ['gone', 'putBack']]);
  expect(await copied.clear()).toBe(true);
  await clock.advance(2 * SECOND_MS);
  expect([clipboard.text, copied.pending, clock.pendingCount]).toEqual(['', undefined, 0]);
});

test('what is copied in that second is not taken away, be it by somebody else or by us', async () => {
  const { clock, clipboard, copied, ends } = start();
  await copied.writeSecret('token');
  await clock.advance(MINUTE_MS);
  clipboard.text = 'mine';
  await clock.advance(SECOND_MS);
  expect(clipboard.text).toBe('mine');

  await copied.writeSecret('token');
  await clock.advance(MINUTE_MS);
  await copied.writeSecret('newer');
  await clock.advance(2 * SECOND_MS);
  expect([clipboard.text, ends]).toEqual(['newer', ['gone', 'gone']]);
  expect(copied.pending).toEqual({ clearsInMs: 58 * SECOND_MS });
});

test('on quitting within that second it is looked for once more', async () => {
  const { clock, clipboard, copied, note } = start();
  await copied.writeSecret('token');
  await clock.advance(MINUTE_MS);
  clipboard.text = 'token';
  await copied.stop();
  expect([clipboard.text, note.isThere, clock.pendingCount]).toEqual(['', false, 0]);
});

test('what somebody else has copied meanwhile stays', async () => {
  const { clock, clipboard, copied, ends } = start();
  await copied.writeSecret('token');
  clipboard.text = 'mine';
  await clock.advance(MINUTE_MS);
  expect(clipboard.text).toBe('mine');
  expect(ends).toEqual(['gone']);
});

test('another copy of ours starts the time anew, and an earlier one taken from a history goes too', async () => {
  const { clock, clipboard, copied } = start();
  await copied.writeSecret('token');
  await clock.advance(40 * SECOND_MS);
  await copied.writeSecret('Authorization: Bearer token');
  await clock.advance(59 * SECOND_MS);
  expect(clipboard.text).toBe('Authorization: Bearer token');
  clipboard.text = 'token';
  await clock.advance(SECOND_MS);
  expect(clipboard.text).toBe('');
});

test('slept through, its time is over at the wake; a clock set back changes nothing', async () => {
  const { clock, clipboard, copied } = start();
  await copied.writeSecret('token');
  clock.sleep(MINUTE_MS);
  expect(clipboard.text).toBe('token');
  copied.rearm();
  await clock.advance(0);
  expect(clipboard.text).toBe('');

  await copied.writeSecret('token');
  clock.setClockAhead(-60 * MINUTE_MS);
  copied.rearm();
  await clock.advance(MINUTE_MS);
  expect(clipboard.text).toBe('');
});

test('a changed setting holds for the copy that is there', async () => {
  const { clock, clipboard, copied, set } = start();
  await copied.writeSecret('token');
  set.clearAfter = 'off';
  copied.rearm();
  await clock.advance(60 * MINUTE_MS);
  expect(clipboard.text).toBe('token');
  expect(copied.pending).toEqual({ clearsInMs: undefined });
  set.clearAfter = '30s';
  copied.rearm();
  await clock.advance(0);
  expect(clipboard.text).toBe('');
});

test('cleared on request, whatever is set, and on quitting unless it is to stay', async () => {
  const { clock, clipboard, copied, set, ends } = start();
  set.clearAfter = 'off';
  await copied.writeSecret('token');
  expect(await copied.clear()).toBe(true);
  expect([clipboard.text, ends]).toEqual(['', ['gone']]);
  expect(await copied.clear()).toBe(true);
  expect(ends).toEqual(['gone']);

  await copied.writeSecret('token');
  await copied.stop();
  expect(clipboard.text).toBe('token');
  set.clearAfter = '300s';
  await copied.writeSecret('token');
  await copied.stop();
  expect([clipboard.text, clock.pendingCount]).toEqual(['', 0]);
});

test('a clipboard that does not let go is told of once, and clears on request later', async () => {
  const { clock, clipboard, copied, ends } = start();
  await copied.writeSecret('token');
  clipboard.works = false;
  await clock.advance(60 * MINUTE_MS);
  expect([clipboard.text, ends]).toEqual(['token', ['notCleared']]);
  expect(copied.pending).toEqual({ clearsInMs: undefined });
  expect(await copied.clear()).toBe(false);
  clipboard.works = true;
  expect(await copied.clear()).toBe(true);
  expect(clipboard.text).toBe('');
});

test('a copy made while the old one is cleared is not taken away', async () => {
  const { clock, clipboard, copied } = start();
  await copied.writeSecret('old');
  clock.sleep(MINUTE_MS);
  copied.rearm();
  const waking = clock.advance(0);
  const copying = copied.writeSecret('new');
  await Promise.all([waking, copying]);
  await flush();
  expect(clipboard.text).toBe('new');
  expect(copied.pending).toEqual({ clearsInMs: MINUTE_MS });
});

test('the log holds nothing of what was copied', async () => {
  const { clock, log, copied } = start();
  await copied.writeSecret('a-secret-token');
  await clock.advance(MINUTE_MS);
  expect(log.lines).toEqual(['{"name":"clipboardCleared","ours":true}']);
});

test('what is copied is noted before it is on the clipboard, and the note goes with it', async () => {
  const { clock, clipboard, copied, note } = start();
  clipboard.works = false;
  await copied.writeSecret('token');
  expect(note.holds('token')).toBe(true);
  clipboard.works = true;
  await copied.writeSecret('token');
  await clock.advance(MINUTE_MS + SECOND_MS);
  expect([clipboard.text, note.isThere]).toEqual(['', false]);
});

test('what a crashed run has left is taken away at the start, and what somebody else has copied is not', async () => {
  const { clipboard, copied, note, log } = start();
  await copied.clearLeftover();
  expect(log.lines).toEqual([]);
  note.add('token');
  clipboard.text = 'token';
  await copied.clearLeftover();
  expect([clipboard.text, note.isThere]).toEqual(['', false]);
  expect(log.lines).toEqual(['{"name":"leftoverCleared"}']);

  note.add('token');
  clipboard.text = 'mine';
  await copied.clearLeftover();
  expect([clipboard.text, note.isThere]).toEqual(['mine', false]);
});

test('what cannot be seen or cleared yet, or is set to stay, keeps its note', async () => {
  const { clipboard, copied, note, set, log } = start();
  note.add('token');
  await copied.clearLeftover();
  expect(note.isThere).toBe(true);

  clipboard.text = 'token';
  set.clearAfter = 'off';
  await copied.clearLeftover();
  expect([clipboard.text, note.isThere]).toEqual(['token', true]);

  set.clearAfter = '60s';
  clipboard.works = false;
  await copied.clearLeftover();
  expect(note.isThere).toBe(true);
  expect(log.lines).toEqual(['{"name":"clipboardNotCleared"}']);
});
