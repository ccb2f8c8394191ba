import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Store, { type Schema } from 'electron-store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ACCOUNTS,
  decodeEntry,
  decodePendingKeyPair,
  encodeEntry,
  encodePendingKeyPair,
  PENDING_KEY_PAIR_ACCOUNT,
} from '../../../main/keychain/entry-codec.ts';
import { decodeProxyEntry, encodeProxyEntry, PROXY_ACCOUNT } from '../../../main/keychain/entry-codec.ts';
import { createHistoryFile } from '../../../main/storage/history-file.ts';
import { historyLine, parseHistoryLine } from '../../../main/storage/history-file.ts';
import { parseLogLine } from '../../../main/storage/log-line.ts';
import { openSettings } from '../../../main/storage/settings-file.ts';
import type { HistoryEvent } from '../../../preload/contract/history.ts';
import { MemoryLog } from '../../support/memory-ports.ts';

/** A profile as version 0.1.0 has written it, with every key and kind that it knows. */
const PROFILE = join(import.meta.dirname, 'profile-0.1.0');
const fixture = (name: string): Promise<string> => readFile(join(PROFILE, name), 'utf8');
const linesOf = async (name: string): Promise<string[]> => (await fixture(name)).trimEnd().split('\n');

const WEEK_ID = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const WEEK = {
  enteredAt: 1_763_971_200_000,
  lastUsedAt: 1_764_230_400_000,
  slides: false,
  warned: ['48h', '24h'],
  snooze: { untilAt: 1_764_486_000_000 },
} as const;
const BOUNDS = { x: 1210, y: 34, width: 380, height: 560 };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profile-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the settings', () => {
  const log = new MemoryLog();
  const open = () => openSettings(folder, { now: () => 1 }, log);
  const written = async (): Promise<unknown> => JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'));

  beforeEach(() => copyFile(join(PROFILE, 'settings.json'), join(folder, 'settings.json')));

  test('are read with every key, and opening them writes nothing', async () => {
    const settings = open();
    expect(settings.setAside).toBeUndefined();
    expect(settings.get()).toEqual({
      theme: 'dark',
      trayClick: 'copyAccessToken',
      workingHours: { fromHour: 8, toHour: 18, weekdays: [1, 2, 3, 4] },
      tellCopiedEnd: true,
      trayTitle: false,
      copyFormat: 'curl',
      clearCopy: '120s',
      copyShortcut: 'Control+Shift+K',
    });
    expect(settings.jitterSeed).toBe(0.625);
    expect(settings.week(WEEK_ID)).toEqual(WEEK);
    expect(settings.credentialInUse()).toBe('refreshToken');
    expect(settings.requests()).toEqual({
      clickedAt: 1_764_230_395_000,
      backgroundRequests: [1_764_226_800_000, 1_764_230_400_000],
      retryAfterAt: 1_764_230_460_000,
    });
    expect(settings.noTrayRead()).toBe(true);
    expect(settings.pause()).toEqual({ untilAt: 1_764_313_200_000 });
    expect(settings.windowBounds()).toEqual(BOUNDS);
    expect(await fixture('settings.json')).toBe(await readFile(join(folder, 'settings.json'), 'utf8'));
    expect(log.lines).toEqual([]);
  });

  test('written again with what they hold are the same', async () => {
    const settings = open();
    settings.change(settings.get());
    settings.saveWeek(WEEK_ID, WEEK);
    settings.saveCredentialInUse('refreshToken');
    settings.saveRequests(settings.requests());
    settings.savePause(settings.pause());
    settings.saveNoTrayRead();
    settings.rememberWindow(BOUNDS);
    expect(await written()).toEqual(JSON.parse(await fixture('settings.json')));
  });

  test('that this version writes are opened by 0.1.0: its schema takes them', async () => {
    const schema = JSON.parse(await fixture('settings-schema.json')) as Schema<Record<string, unknown>>;
    // It reads the file anew each time it is asked, and throws what its schema refuses, as at a start.
    const version010 = new Store<Record<string, unknown>>({ name: 'settings', cwd: folder, schema });
    const settings = open();
    const changes: (() => boolean)[] = [
      () => settings.change({ theme: 'light', trayClick: 'openWindow', copyShortcut: null }),
      ...(['token', 'header', 'curl', 'python', 'env'] as const).map(
        (copyFormat) => () => settings.change({ copyFormat }),
      ),
      ...(['off', '30s', '60s', '120s', '300s'] as const).map((clearCopy) => () => settings.change({ clearCopy })),
      () => settings.change({ workingHours: { fromHour: 0, toHour: 24, weekdays: [6, 7] } }),
      () => settings.saveWeek('another', { ...WEEK, slides: true, warned: ['48h', '24h', '2h', 'end'], snooze: {} }),
      () => settings.saveWeek('another', { enteredAt: 1, lastUsedAt: 2, slides: false, warned: [] }),
      ...(['keyPair', 'demo'] as const).map((kind) => () => settings.saveCredentialInUse(kind)),
      () => settings.saveRequests({ clickedAt: undefined, backgroundRequests: [], retryAfterAt: undefined }),
      () => settings.saveRequests({ clickedAt: 1, backgroundRequests: [2, 3], retryAfterAt: 4 }),
      () => settings.saveBareRejections('one', { count: 3, untilAt: 5, recheckedAt: [1, 2], recheckAt: 9 }),
      () => settings.saveBareRejections('one', undefined),
      () => settings.savePause(undefined),
      () => settings.savePause({ untilAt: undefined }),
    ];
    for (const change of changes) {
      expect(change()).toBe(true);
      expect(version010.store).toEqual(await written());
    }
    await writeFile(join(folder, 'settings.json'), '{ "form": 1, "theme": "sepia" }');
    expect(() => version010.store).toThrow(/theme/u);
  });
});

test('the history is read with every kind, and written as it was', async () => {
  await copyFile(join(PROFILE, 'history.jsonl'), join(folder, 'history.jsonl'));
  const lines = await linesOf('history.jsonl');
  const entries = createHistoryFile(join(folder, 'history.jsonl'), new MemoryLog()).read();
  expect(entries.map(historyLine)).toEqual(lines);
  const kinds: Readonly<Record<HistoryEvent['kind'], true>> = {
    started: true,
    stopped: true,
    slept: true,
    woke: true,
    refresh: true,
    copy: true,
    connect: true,
    switch: true,
    forget: true,
    pause: true,
    resume: true,
    warning: true,
    snooze: true,
    clock: true,
  };
  expect(new Set(lines.map((line) => parseHistoryLine(line)?.kind))).toEqual(new Set(Object.keys(kinds)));
});

test('the log is read in every line', async () => {
  const lines = await linesOf('nerd-tray.log');
  for (const line of lines) {
    const { at, event, ...fields } = JSON.parse(line) as { at: string; event: string };
    expect(parseLogLine(line)).toEqual({ at: Date.parse(at), event, fields });
  }
});

test('the keychain’s entries are read under the names they have, and written so that 0.1.0 reads them', async () => {
  const entries = JSON.parse(await fixture('keychain.json')) as Record<string, string>;
  const rewritten: Record<string, string | undefined> = {};
  for (const account of Object.values(ACCOUNTS)) {
    const credential = decodeEntry(entries[account] ?? '');
    rewritten[account] = credential && encodeEntry(credential);
  }
  const pair = decodePendingKeyPair(entries[PENDING_KEY_PAIR_ACCOUNT] ?? '');
  rewritten[PENDING_KEY_PAIR_ACCOUNT] = pair && encodePendingKeyPair(pair);
  const proxy = decodeProxyEntry(entries[PROXY_ACCOUNT] ?? '');
  rewritten[PROXY_ACCOUNT] = proxy && encodeProxyEntry(proxy);
  const parsed = (texts: Record<string, string | undefined>) =>
    Object.fromEntries(
      Object.entries(texts).map(([account, text]) => [account, JSON.parse(text ?? 'null') as unknown]),
    );
  expect(parsed(rewritten)).toEqual(parsed(entries));
  expect(parsed(rewritten)['untried-refresh-token']).toMatchObject({ refreshToken: 'an-example-for-later' });
});
