import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogFile } from '../../../main/storage/log-file.ts';
import { parseLogLine } from '../../../main/storage/log-line.ts';
import { SLOT_NAMES, TOKEN_EVENT_NAMES } from '../../../main/storage/logged-names.ts';

/** As version 0.1.0 writes and reads them. */
const EVENTS_OF_0_1_0 = [
  ...['keychainRead', 'keychainFailed', 'keptRead', 'switched', 'keptGone', 'woke', 'paused', 'resumed'],
  ...['refreshWanted', 'answered', 'candidateEntered', 'candidateFailed', 'candidateNotStored', 'candidateAccepted'],
  ...['candidateKept', 'candidateDiscarded', 'stored', 'forgotten', 'proxyAnswered', 'copied'],
];
const SLOTS_OF_0_1_0 = ['refreshToken', 'keyPair', 'demo', 'untried', 'proxy', 'keyPairSetup'];

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What the log holds after this one event. */
async function logged(name: string, fields: Record<string, string>): Promise<string> {
  const path = join(folder, `${name}-${fields['slot'] ?? ''}.log`);
  createLogFile(path, { now: () => 0 }).event(name, fields);
  return readFile(path, 'utf8');
}

test('the names in the log are those of 0.1.0', () => {
  // What 0.1.0 does not know goes by the name of what comes nearest.
  expect([...new Set(Object.values(TOKEN_EVENT_NAMES))]).toEqual(EVENTS_OF_0_1_0);
  expect(Object.values(SLOT_NAMES)).toEqual(SLOTS_OF_0_1_0);
});

test.each(Object.entries(TOKEN_EVENT_NAMES))('the event %s is logged as %s, and read again', async (kind, name) => {
  const line = await logged(kind, { session: 'active', storage: 'keychain' });
  expect(JSON.parse(line)).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    event: name,
    session: 'active',
    storage: 'keychain',
  });
  expect(parseLogLine(line)).toEqual({ at: 0, event: name, fields: { session: 'active', storage: 'keychain' } });
});

test.each(Object.entries(SLOT_NAMES))('the entry %s is logged as %s, and read again', async (slot, name) => {
  const line = await logged('entryNotRead', { slot });
  expect(JSON.parse(line)).toMatchObject({ event: 'entryNotRead', slot: name });
  expect(parseLogLine(line)?.fields).toEqual({ slot: name });
});

test('an event whose name every object has is logged under that name', async () => {
  expect(JSON.parse(await logged('constructor', {}))).toMatchObject({ event: 'constructor' });
});
