import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHistoryFile } from '../../../main/storage/history-file.ts';
import { createLogFile, lastLogLines } from '../../../main/storage/log-file.ts';
import { openSettings } from '../../../main/storage/settings-file.ts';
import { systemLines, type SystemFacts } from '../../../main/core/diagnostics/diagnostics-system.ts';
import { toSnapshot } from '../../../main/core/views/snapshot.ts';
import { createDiagnosticsCommands } from '../../../main/commands/diagnostics-commands.ts';
import { History } from '../../../main/token/history-recorder.ts';
import { searchStream, type Secret } from '../../support/secret-search.ts';
import { MemoryClipboard } from '../../support/memory-ports.ts';
import { ACTIVE, connected, CONTEXT, NOW } from '../../support/core/states.ts';
import { jwtUntil } from '../../support/core/tokens.ts';

const HOME = '/home/grace-hopper';
const SECRETS: Record<string, string> = {
  'session refresh token': 'session-refresh-Tq8vZs',
  'demo refresh token': 'demo-refresh-Lk29aa',
  'untried refresh token': 'untried-refresh-Pw77bb',
  'access token': jwtUntil(NOW, { sub: 'grace@navy.example' }),
  'base address': 'https://nerd.example/oauth2/refresh?refresh_token=in-address-Xy12',
  'proxy address': 'http://grace:proxy-password-91@proxy.navy.example:3128',
  'e-mail address': 'grace@navy.example',
  'home folder': HOME,
  'user name': 'grace-hopper',
  'environment variable': 'environment-secret-5150',
  'credential id': 'c0ffee00-dead-4bee-8bad-f00dcafe0001',
};
const ALL = Object.values(SECRETS).join(' ');
const SEARCHED: Secret[] = Object.entries(SECRETS).map(([name, value]) => ({ name, value }));
const clock = { now: () => NOW };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diagnostics-'));
});
afterEach(() => rm(folder, { recursive: true }));

const PLAIN: SystemFacts = {
  packaged: false,
  electron: '45.4.1',
  chromium: '144.0.7559.20',
  node: '24.12.0',
  platform: 'linux',
  arch: 'x64',
  release: '6.1.0-18-amd64',
  desktop: 'ubuntu:GNOME',
  display: 'wayland',
};

/** The diagnostics of a profile with real files; `secret` stands wherever a text can stand. */
function profile(secret = '', system = PLAIN) {
  const logPath = join(folder, 'nerd-tray.log');
  const log = createLogFile(logPath, clock);
  const historyFile = createHistoryFile(join(folder, 'history.jsonl'), log);
  const history = new History(historyFile, clock);
  const settings = openSettings(folder, clock, log);
  const held = { value: SECRETS['access token'] ?? '', expiresAt: NOW + 1000 };
  const state = connected(
    { kind: 'active', held, refreshAt: NOW + 27 * 60_000 },
    {
      credential: {
        id: SECRETS['credential id'] ?? '',
        kind: 'refreshToken',
        enteredAt: NOW - 1000,
        lasts: 'week',
        isLocal: false,
      },
      candidate: {
        kind: 'trying',
        facts: { id: secret, kind: 'demo', enteredAt: NOW, lasts: 'noExpiry', isLocal: true },
        savedForLater: false,
        attempt: 0,
      },
    },
  );
  const context = {
    ...CONTEXT,
    timeZone: 'Europe/Berlin',
    settings: settings.get(),
    settingsSetAside: secret,
    ...(secret && { locale: secret }),
  };
  const clipboard = new MemoryClipboard();
  const diagnostics = createDiagnosticsCommands({
    system: () => system,
    lastLogLines: (count) => lastLogLines(logPath, count),
    clipboard,
    snapshots: { take: () => toSnapshot(state, context) },
    context: () => context,
    clock: { skewMs: 0 },
    history,
  });
  const read = (): string => {
    const result = diagnostics.readDiagnostics({ kind: 'readDiagnostics' });
    if (result instanceof Promise || !result.ok) throw new Error('there are diagnostics');
    return result.text;
  };
  return { log, logPath, history, diagnostics, clipboard, read };
}

test('they tell versions, settings, state, history and log, in lines that can be read', () => {
  const { log, history, read } = profile();
  log.event('started', { version: '0.1.0' });
  log.event('asked', { result: 'granted', tookMs: 231 });
  history.record({ kind: 'started', version: '0.1.0' });
  for (let time = 0; time < 3; time += 1) {
    history.record({ kind: 'refresh', of: 'session', own: true, result: 'network', tookMs: 12 });
  }
  expect(read()).toBe(`NERD Tray diagnostics
2026-11-24 10:18:00
All times are in UTC.

== Versions ==
NERD Tray 1.0.0, not packaged
Electron 45.4.1
Chromium 144.0.7559.20
Node 24.12.0
system: linux x64 6.1.0
desktop: ubuntu GNOME, wayland
language: en-GB
time zone: GMT+01:00

== Settings ==
theme: system
trayClick: openWindow
trayTitle: yes
workingHours: 9 to 17, weekdays 1 2 3 4 5
notifyCopies: yes
tellCopiedEnd: no
copyFormat: token
clearCopy: 120s
copyShortcut: none
launchAtLogin: no

== State ==
session: active, token ends 2026-11-24 10:18:01, next refresh 2026-11-24 10:45:00
credential: refreshToken, entered 2026-11-24 10:17:59
storage: keychain
candidate: trying
clock: 0 s ahead
settings: Your settings could not be read

== History, the last 8 days ==
2026-11-24
10:18:00 started 0.1.0
10:18:00 refresh: network, of its own accord, 12 ms (3 times until 10:18:00)

== Log, on this computer’s clock ==
2026-11-24
10:18:00 started version=0.1.0
10:18:00 asked result=granted tookMs=231
`);
});

test('with every secret planted wherever a text can stand, none comes out', async () => {
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ theme: 'dark', note: ALL, week: { id: ALL } }));
  const system = Object.fromEntries(Object.keys(PLAIN).map((name) => [name, `${ALL}:${ALL}`]));
  const { log, logPath, history, read } = profile(ALL, { ...system, packaged: false } as unknown as SystemFacts);
  class SecretError extends Error {}
  Object.defineProperty(SecretError, 'name', { value: ALL });
  const error = new SecretError(ALL);
  log.event('surprise', { name: error.constructor.name, message: error.message, stack: error.stack });
  log.event(ALL, { [ALL]: ALL });
  log.event('asked', { result: ALL, tookMs: 1 });
  log.event('asked', { result: 'granted', tookMs: 1, [ALL]: ALL });
  log.event('command', { kind: ALL, ok: true });
  log.event('started', { version: `0.1.0 ${ALL}` });
  await writeFile(logPath, `${ALL}\n{"at":"${ALL}","event":"wake"}\n`, { flag: 'a' });
  history.record({ kind: 'started', version: `0.1.0 ${ALL}` });
  history.record({ kind: 'woke', note: ALL } as { kind: 'woke' });
  history.record({ kind: 'pause', until: ALL } as unknown as { kind: 'pause'; until: 'tomorrow' });
  await writeFile(join(folder, 'history.jsonl'), `${ALL}\n{"at":1,"kind":"${ALL}"}\n`, { flag: 'a' });

  const text = read();
  expect(await searchStream('diagnostics', [Buffer.from(text)], SEARCHED)).toEqual([]);
  // What may be told beside them is told all the same.
  for (const told of ['woke', 'asked result=granted tookMs=1', 'surprise name=another', 'lines are left out']) {
    expect(text).toContain(told);
  }
  // And they did lie about: the search would have found each of them.
  const planted = Buffer.from(
    (await readFile(logPath, 'utf8')) + (await readFile(join(folder, 'history.jsonl'), 'utf8')),
  );
  const found = new Set((await searchStream('files', [planted], SEARCHED)).map(({ secret }) => secret));
  expect([...found].sort()).toEqual(Object.keys(SECRETS).sort());
});

test.each([
  ['a kernel of somebody’s own', { release: '6.5.0-grace-hopper' }, 'system: linux x64 6.5.0\n'],
  ['an unknown desktop', { desktop: 'grace-hopper:GNOME' }, 'desktop: other GNOME, wayland\n'],
  ['no desktop', { desktop: undefined, display: undefined }, 'desktop: unknown, unknown\n'],
  ['another platform', { platform: 'plan9' }, 'system: other x64 6.1.0\n'],
  ['a version that is none', { electron: undefined }, 'Electron unknown\n'],
])('%s is told by what is known of it', (_name, facts, told) => {
  expect(profile('', { ...PLAIN, ...facts }).read()).toContain(told);
});

test('of the language only language and region are told', () => {
  const tells = (locale: string) => systemLines(toSnapshot(connected(ACTIVE), { ...CONTEXT, locale }), PLAIN);
  expect(tells('en-GB-x-hopper')).toContain('language: en-GB');
  expect(tells('hopper')).toContain('language: unknown');
});

test('what is copied is what was read last', async () => {
  const { history, diagnostics, clipboard, read } = profile();
  const text = read();
  history.record({ kind: 'woke' });
  expect(await diagnostics.copyDiagnostics({ kind: 'copyDiagnostics' })).toEqual({ ok: true });
  expect(clipboard.text).toBe(text);
  expect(read()).not.toBe(text);
  clipboard.works = false;
  expect(await diagnostics.copyDiagnostics({ kind: 'copyDiagnostics' })).toMatchObject({
    ok: false,
    message: { title: 'Not copied' },
  });
});
