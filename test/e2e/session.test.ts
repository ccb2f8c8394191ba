// The ways in which a session at the desktop ends, whether the app is told of it or not.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { appProcesses, stillRunning } from '../support/app-processes.ts';
import { startBusRelay } from '../support/desktop/bus-relay.ts';
import { startLogin1 } from '../support/desktop/login1.ts';
import { startXvfb } from '../support/desktop/xvfb.ts';
import {
  connect,
  SHIPPED_ENTRY,
  startAppFixture,
  storedToken,
  type RunningApp,
  type AppFixture,
} from '../support/app-fixture.ts';
import { saveEvidence } from '../support/evidence.ts';

let fixture: AppFixture | undefined;
let undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
  for (const step of undo.reverse()) await step();
  undo = [];
});

/** A connected app whose settings are not the default ones, and the processes that it is made of. */
async function connected(env: Record<string, string> = {}) {
  fixture ??= await startAppFixture();
  const app = await fixture.start({ entry: SHIPPED_ENTRY, env });
  const page = await app.app.firstWindow();
  await connect(page, fixture.demoServer.refreshToken);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await vi.waitFor(async () => expect(await fileOf(app, 'settings.json')).toContain('"dark"'), 30_000);
  return parts(fixture, app);
}

/** What an app that runs is made of, and what it has logged up to now. */
async function parts(fixture: AppFixture, app: RunningApp) {
  const child = app.app.process();
  const [processes, logBefore] = await Promise.all([appProcesses(child.pid ?? 0), logOf(app)]);
  return { fixture, app, child, processes, logBefore };
}

const fileOf = ({ userDataDir }: RunningApp, ...names: string[]): Promise<string> =>
  readFile(join(userDataDir, ...names), 'utf8');

const logOf = (app: RunningApp): Promise<string> => fileOf(app, 'logs', 'nerd-tray.log');

/** All of its processes are gone, the keychain's too, and the next start finds everything as it was. */
async function leavesNothingAndLosesNothing({
  fixture,
  app,
  processes,
}: Awaited<ReturnType<typeof parts>>): Promise<RunningApp> {
  const { desktop, demoServer } = fixture;
  await app.gone;
  await expect.poll(() => stillRunning(processes)).toEqual([]);
  expect(await storedToken(fixture)).toBe(demoServer.refreshToken);
  expect(await kindsOf(app)).toContain('connect');
  const again = await fixture.start({ entry: SHIPPED_ENTRY });
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  expect(await fileOf(again, 'settings.json')).toContain('"dark"');
  return again;
}

/** What the history tells of, the oldest first; each start leaves an empty line in case the last one was half written. */
async function kindsOf(app: RunningApp): Promise<unknown[]> {
  const lines = (await fileOf(app, 'history.jsonl')).split('\n').filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { kind: unknown }).kind);
}

async function endedLikeQuit({ app, child, logBefore }: Awaited<ReturnType<typeof parts>>): Promise<void> {
  await app.gone;
  expect([child.exitCode, child.signalCode]).toEqual([0, null]);
  const log = (await logOf(app)).slice(logBefore.length);
  // The clipboard itself would be empty with its owner gone.
  expect(log).toContain('"clipboardCleared","ours":true');
  expect(log).toContain('"stopped"');
  expect((await kindsOf(app)).at(-1)).toBe('stopped');
}

async function copied({ desktop }: AppFixture): Promise<void> {
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
}

describe('signals, as at log-out', () => {
  let shared: AppFixture;
  let app: RunningApp;

  beforeAll(async () => {
    ({ fixture: shared, app } = await connected());
    fixture = undefined;
  });

  afterEach(() => saveEvidence(shared.desktop));

  afterAll(() => shared.stop());

  // Each goes on with the app that the one before has found as it was.
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s, as at log-out, ends it like Quit', async (signal) => {
    const running = await parts(shared, app);
    await copied(shared);
    running.child.kill(signal);
    await endedLikeQuit(running);
    await shared.desktop.tray.waitForNone();
    app = await leavesNothingAndLosesNothing(running);
  });
});

test('a shut-down of the machine ends it like Quit', async () => {
  fixture = await startAppFixture();
  const login1 = await startLogin1(fixture.desktop.env);
  undo.push(() => login1.stop());
  const running = await connected({ DBUS_SYSTEM_BUS_ADDRESS: login1.address });
  await login1.delayRequested;
  await copied(running.fixture);
  login1.shutDown();
  await endedLikeQuit(running);
  await leavesNothingAndLosesNothing(running);
});

test('log-out in the middle of a call of a keychain that hangs leaves no process behind', async () => {
  const running = await connected();
  const { desktop } = running.fixture;
  desktop.keyring.freeze();
  const page = await running.app.window();
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
  const processes = await appProcesses(running.child.pid ?? 0);
  running.child.kill('SIGTERM');
  await running.app.gone;
  expect([running.child.exitCode, running.child.signalCode]).toEqual([0, null]);
  await expect.poll(() => stillRunning(processes)).toEqual([]);
  desktop.keyring.thaw();
});

// Electron ends itself at once when its screen or its session bus is gone, and asks nobody.
test('a screen that goes away takes the app with it, and nothing is lost', async () => {
  fixture = await startAppFixture();
  const folder = await mkdtemp(join(tmpdir(), 'screen-'));
  undo.push(() => rm(folder, { recursive: true }));
  const screen = await startXvfb(folder, fixture.desktop.env);
  undo.push(() => screen.stop());
  const running = await connected({ DISPLAY: screen.display });
  await screen.stop();
  await leavesNothingAndLosesNothing(running);
});

test('a session bus that goes away takes the app with it, and nothing is lost', async () => {
  fixture = await startAppFixture();
  const wire = await startBusRelay(fixture.desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', fixture.desktop.home);
  const running = await connected({ DBUS_SESSION_BUS_ADDRESS: wire.address });
  await wire.cut();
  await leavesNothingAndLosesNothing(running);
});
