import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHistoryFile, historyLine, parseHistoryLine } from '../../../main/storage/history-file.ts';
import { entryOf } from '../../../main/core/history/history.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import type { HistoryEntry, HistoryEvent } from '../../../preload/contract/history.ts';
import { MemoryLog } from '../../support/memory-parts.ts';

const TEN = Date.UTC(2026, 10, 24, 10);
const granted = (at: number): HistoryEntry =>
  entryOf({ kind: 'refresh', of: 'session', own: true, result: 'granted', tookMs: 200 }, at);
const offline = (at: number): HistoryEntry =>
  entryOf({ kind: 'refresh', of: 'session', own: true, result: 'network', tookMs: 3 }, at);

let folder: string;
let path: string;
let log: MemoryLog;
const open = () => createHistoryFile(path, log);
const lines = async (): Promise<string[]> => (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'history-'));
  path = join(folder, 'history.jsonl');
  log = new MemoryLog();
});
afterEach(() => rm(folder, { recursive: true }));

test('an entry is a line of JSON, in a file for its owner alone, and the next run goes on with it', async () => {
  expect(open().read()).toEqual([]);
  open().append(granted(TEN));
  open().append(granted(TEN + HOUR_MS));
  expect((await lines())[0]).toBe(
    `{"at":${TEN},"kind":"refresh","of":"session","own":true,"result":"granted","tookMs":200}`,
  );
  expect(open().read()).toEqual([granted(TEN), granted(TEN + HOUR_MS)]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test.each([
  ['in the middle of a line', `{"at":${TEN},"kind":"ref`],
  ['in zeros', '\0'.repeat(512)],
])('a file that a power cut left ending %s keeps its whole lines, and takes new ones', async (_name, rest) => {
  open().append(granted(TEN));
  await writeFile(path, rest, { flag: 'a' });
  const history = open();
  history.append(granted(TEN + HOUR_MS));
  expect(history.read()).toEqual([granted(TEN), granted(TEN + HOUR_MS)]);
  // The next tidying leaves whole lines alone.
  history.append(granted(TEN + 2 * HOUR_MS));
  expect(await lines()).toHaveLength(3);
  expect(log.lines).toEqual(['{"name":"historyNotWhole","lines":1}']);
  expect(await readdir(folder)).toEqual(['history.jsonl']);
});

test('a failed write costs the line, and only that, even if half of it was written', async () => {
  const history = open();
  history.append(granted(TEN));
  const whole = await readFile(path, 'utf8');
  await rm(path);
  await mkdir(path);
  history.append(granted(TEN));
  await rm(path, { recursive: true });
  await writeFile(path, `${whole}{"at":12`);
  history.append(granted(TEN + HOUR_MS));
  expect(history.read()).toEqual([granted(TEN), granted(TEN + HOUR_MS)]);
});

test('a place that cannot be written to or read is survived', async () => {
  await mkdir(path);
  const history = open();
  history.append(granted(TEN));
  expect(history.read()).toEqual([]);
  await rm(path, { recursive: true });
  history.append(granted(TEN));
  expect(history.read()).toEqual([granted(TEN)]);
});

const LINE = `${historyLine(granted(TEN - HOUR_MS))}\n`;

test.each([
  ['broken in several places', `x\n${LINE}y\n`, [granted(TEN - HOUR_MS), granted(TEN), granted(TEN + 10 * MINUTE_MS)]],
  ['far too large', LINE.repeat(Math.ceil((5 * 1024 * 1024) / LINE.length)), []],
])('a file that is %s is kept beside, and what is whole goes on', async (_name, text, kept) => {
  await writeFile(path, text);
  const history = open();
  for (const minute of [0, 10]) history.append(granted(TEN + minute * MINUTE_MS));
  expect((await readFile(`${path}.set-aside`, 'utf8')).startsWith(text)).toBe(true);
  expect(history.read()).toEqual(kept);
  history.append(granted(TEN + HOUR_MS));
  expect(history.read()).toEqual([...kept, granted(TEN + HOUR_MS)]);
});

test('ten minutes into a run, and then once a day, old lines go and repeats become one; between, it only grows', async () => {
  await writeFile(
    path,
    [granted(TEN - 9 * DAY_MS), granted(TEN - DAY_MS)].map((entry) => `${historyLine(entry)}\n`).join(''),
  );
  const history = open();
  for (const minute of [0, 5, 9]) history.append(offline(TEN + minute * MINUTE_MS));
  expect(await lines()).toHaveLength(5);
  history.append(offline(TEN + 10 * MINUTE_MS));
  const row = { ...offline(TEN), times: 4, lastAt: TEN + 10 * MINUTE_MS };
  expect(history.read()).toEqual([granted(TEN - DAY_MS), row]);
  expect(await lines()).toHaveLength(2);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['history.jsonl']);

  for (const minute of [15, 20]) history.append(offline(TEN + minute * MINUTE_MS));
  expect(await lines()).toHaveLength(4);
  history.append(granted(TEN + 25 * HOUR_MS));
  expect(await lines()).toHaveLength(3);
});

test('what a newer version has written is kept for it as it is, and no longer than the rest', async () => {
  const newer = [
    `{"at":${TEN - 9 * DAY_MS},"kind":"teleported","to":"the moon"}`,
    `{"at":${TEN - DAY_MS},"kind":"teleported","to":"the moon"}`,
    `{"at":${TEN - HOUR_MS},"kind":"pause","until":"full moon"}`,
  ];
  await writeFile(path, `${newer[0]}\n${newer[1]}\n${LINE}${newer[2]}\n`);
  const history = open();
  for (const minute of [0, 10]) history.append(granted(TEN + minute * MINUTE_MS));
  expect(history.read()).toEqual([granted(TEN - HOUR_MS), granted(TEN), granted(TEN + 10 * MINUTE_MS)]);
  expect(await lines()).toEqual([newer[1], newer[2], ...history.read().map(historyLine)]);
  expect(await readdir(folder)).toEqual(['history.jsonl']);
  expect(log.lines).toEqual([]);
});

test('a run of very many entries is tidied sooner', async () => {
  const history = open();
  for (let index = 0; index < 500; index += 1) history.append(offline(TEN + index));
  expect(await lines()).toHaveLength(1);
});

test('where the new file cannot be written, the old one stays', async () => {
  const history = open();
  history.append(granted(TEN));
  await mkdir(`${path}.new`);
  await writeFile(join(`${path}.new`, 'in the way'), '');
  history.append(granted(TEN + HOUR_MS));
  expect(history.read()).toEqual([granted(TEN), granted(TEN + HOUR_MS)]);
  expect(log.lines).toEqual(['{"name":"historyNotTidied"}']);
});

test('others may not read it, whatever the process allows new files', async () => {
  const before = process.umask(0);
  try {
    const history = open();
    history.append(granted(TEN));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o644);
    history.append(granted(TEN + HOUR_MS));
  } finally {
    process.umask(before);
  }
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

const ONE_OF_EACH: { readonly [K in HistoryEvent['kind']]: Extract<HistoryEvent, { kind: K }> } = {
  started: { kind: 'started', version: '0.1.0' },
  stopped: { kind: 'stopped' },
  slept: { kind: 'slept' },
  woke: { kind: 'woke' },
  refresh: { kind: 'refresh', of: 'candidate', own: false, result: 'rate_limited', tookMs: 12 },
  copy: { kind: 'copy', ok: true, lastsMs: 3_000_000, tookMs: 5 },
  connect: { kind: 'connect', account: 'demo', renewed: true, result: 'notStored', tookMs: 900 },
  switch: { kind: 'switch', to: 'keyPair', ok: true },
  forget: { kind: 'forget', ok: true },
  pause: { kind: 'pause', until: 'tomorrow' },
  resume: { kind: 'resume' },
  warning: { kind: 'warning', of: '24h' },
  snooze: { kind: 'snooze', until: 'nextWeek' },
  clock: { kind: 'clock', shiftMs: -60_000, skewMs: 60_000, applied: true },
};

test.each(Object.values(ONE_OF_EACH))('$kind is written and read back', (event) => {
  const entry = entryOf(event, 1000);
  expect(parseHistoryLine(historyLine(entry))).toEqual(entry);
  const repeated = { ...entry, times: 3, lastAt: 2000 };
  expect(parseHistoryLine(historyLine(repeated))).toEqual(repeated);
});

test('what an entry does not have is dropped', () => {
  expect(parseHistoryLine('{"at":1,"kind":"woke","note":"text","tookMs":3}')).toEqual(entryOf({ kind: 'woke' }, 1));
});

test.each([
  ['half a line', '{"at":1,"kind":"wo'],
  ['no object', '"woke"'],
  ['an unknown kind', '{"at":1,"kind":"sang"}'],
  ['no moment', '{"kind":"woke"}'],
  ['a moment that no calendar has', '{"at":1e300,"kind":"woke"}'],
  ['a word that is none of its own', '{"at":1,"kind":"warning","of":"hunter2"}'],
  ['a version that is none', '{"at":1,"kind":"started","version":"0.1.0 hunter2"}'],
  ['a text for a number', '{"at":1,"kind":"copy","ok":true,"tookMs":"hunter2"}'],
  ['a missing field', '{"at":1,"kind":"forget"}'],
  ['never', '{"at":1,"kind":"woke","times":0}'],
])('%s is no entry', (_name, line) => {
  expect(parseHistoryLine(line)).toBeUndefined();
});
