import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { historyLines, logLines } from '../../../main/core/diagnostics/diagnostics-log.ts';
import { recentHistory } from '../../../main/core/history/history.ts';
import { createHistoryFile, historyLine, parseHistoryLine } from '../../../main/storage/history-file.ts';
import { parseLogLine } from '../../../main/storage/log-line.ts';
import { openSettings } from '../../../main/storage/settings-file.ts';
import { requireSettings } from '../../../main/storage/settings-schema.ts';
import { activityList } from '../../../renderer/activity/activity-list.ts';
import { activityTimes } from '../../../renderer/text/activity-times.ts';
import { daysOf } from '../../../renderer/timeline/days.ts';
import { fuzz, isDoneOrThrows, isSameJson, jsonOf, nearly, PLANTED } from '../../support/fuzz.ts';
import { MemoryLog } from '../../support/memory-ports.ts';

const NOW = Date.UTC(2026, 0, 2, 10, 52);
const ENTRIES = [
  { at: NOW - 5, kind: 'started', version: '0.1.0' },
  { at: NOW - 4, kind: 'refresh', of: 'session', own: true, result: 'granted', tookMs: 200 },
  { at: NOW - 4, kind: 'refresh', of: 'session', own: true, result: 'network', tookMs: 9, times: 3, lastAt: NOW - 2 },
  { at: NOW - 3, kind: 'copy', ok: true, lastsMs: 5, tookMs: 1 },
  { at: NOW - 3, kind: 'connect', account: 'demo', renewed: true, result: 'connected', tookMs: 1 },
  { at: NOW - 3, kind: 'pause', until: 'tomorrow' },
  { at: NOW - 2, kind: 'clock', shiftMs: 5, skewMs: 3, applied: false },
  { at: NOW - 2, kind: 'from a newer version', text: PLANTED },
  { at: NOW - 1, kind: 'slept' },
];
const SETTINGS = {
  ...{ form: 1, theme: 'dark', trayClick: 'openWindow', tellCopiedEnd: true, trayTitle: true, copyFormat: 'env' },
  ...{ clearCopy: '60s', copyShortcut: 'CommandOrControl+Shift+K', spread: 0.5, credentialInUse: 'demo' },
  workingHours: { fromHour: 9, toHour: 17, weekdays: [1, 2, 3] },
  week: { id: 'a', enteredAt: NOW, lastUsedAt: NOW, slides: true, warned: ['24h'], snooze: { untilAt: NOW } },
  requests: { clickedAt: NOW, ownRequests: [NOW], retryAfterAt: NOW },
  bareRejections: { id: 'a', count: 3, untilAt: NOW, recheckedAt: [NOW] },
  ...{ pause: { untilAt: NOW }, noTrayRead: true, windowBounds: { x: 1, y: 2, width: 3, height: 4 } },
};

let folder: string;
let log: MemoryLog;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
});
beforeEach(() => {
  log = new MemoryLog();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Most of the files are written once more, each time down to the disk, which other suites keep busy. */
const DISK_LIMIT_MS = 120_000;

describe('whatever the settings file holds', () => {
  fuzz('is one of this version, or an error that repeats nothing', nearly([SETTINGS]), (content) => {
    return isDoneOrThrows(() => requireSettings(content), 'not a settings file of this version');
  });

  test(
    '300 files are read or set aside, and the log repeats nothing',
    () => {
      const path = join(folder, 'settings.json');
      for (const content of fc.sample(jsonOf([SETTINGS]), 300)) {
        writeFileSync(path, content);
        const settings = openSettings(folder, { now: () => NOW }, log);
        expect(Object.values(settings.get())).not.toContain(undefined);
        expect([settings.requests(), settings.week('a'), settings.bareRejections('a')]).toHaveLength(3);
        expect([settings.pause(), settings.windowBounds()]).toHaveLength(2);
        rmSync(path, { force: true });
      }
      expect(log.lines.join()).not.toContain(PLANTED);
      expect(log.lines.length).toBeGreaterThan(0);
    },
    DISK_LIMIT_MS,
  );
});

describe('whatever the history holds', () => {
  fuzz('is an entry that is written as it was read, or none', jsonOf(ENTRIES), (line) => {
    const entry = parseHistoryLine(line);
    if (entry === undefined) return true;
    // Of what happened once, the end goes without saying.
    const { times, at, lastAt } = entry;
    const written = { ...entry, lastAt: times > 1 ? lastAt : at };
    return isSameJson(parseHistoryLine(historyLine(entry)), written);
  });

  test('10,000 lines are read, tidied, shown and told, and the log repeats nothing', () => {
    const path = join(folder, 'history.jsonl');
    const times = activityTimes('en-GB', 'Europe/Berlin');
    const lines = fc.sample(jsonOf(ENTRIES), 10_000).map((line) => line.slice(0, 350).replaceAll('\n', ' '));
    const found: unknown[] = [];
    while (lines.length > 0) {
      writeFileSync(path, lines.splice(0, 500).join('\n'));
      const history = createHistoryFile(path, log);
      const entries = recentHistory(history.read(), NOW);
      found.push(...entries);
      activityList(entries, daysOf(entries[0]?.at ?? NOW, NOW, 'Europe/Berlin'), NOW, times);
      expect(historyLines(entries).join()).not.toContain(PLANTED);
      // The first line that is written at its time has the file tidied.
      for (const at of [NOW, NOW + 3_600_000]) history.append({ at, kind: 'woke', times: 1, lastAt: at });
    }
    expect(found.length).toBeGreaterThan(1000);
    expect(log.lines.join()).not.toContain(PLANTED);
  });
});

describe('whatever the log holds', () => {
  const lines = [
    { at: '2026-01-02T10:52:00.000Z', event: 'asked', result: 'granted', tookMs: 5 },
    { at: '2026-01-02T10:52:00.000Z', event: 'surprise', name: PLANTED },
    { at: '2026-01-02T10:52:00.000Z', event: 'started', version: '0.1.0' },
    { at: '2026-01-02T10:52:00.000Z', event: 'clipboardCleared', ours: true },
  ];
  fuzz('is told in the diagnostics by known words and numbers, or not at all', jsonOf(lines), (line) => {
    const parsed = parseLogLine(line);
    return parsed === undefined || !logLines([parsed]).join().includes(PLANTED);
  });
});
