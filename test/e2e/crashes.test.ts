// Chromium's processes killed under the app, mistakes of its own, and the ways in which a session ends.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import { appProcesses, killProcesses } from '../support/app-processes.ts';
import { startDaemon } from '../support/desktop/daemon.ts';
import { clickAt, waitForWindow } from '../support/desktop/xfce.ts';
import {
  connect,
  isAcceptedByNerd,
  SHIPPED_ENTRY,
  startAppFixture,
  waitUntil,
  type RunningApp,
  type AppFixture,
} from '../support/app-fixture.ts';
import { saveEvidence } from '../support/evidence.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

async function connected(entry?: string) {
  fixture = await startAppFixture();
  // What Chromium does when its GPU process dies depends on how it draws.
  const app = await fixture.start({ imitatesGpu: true, ...(entry === undefined ? {} : { entry }) });
  const page = await app.app.firstWindow();
  await connect(page, fixture.demoServer.refreshToken);
  return { fixture, app, page };
}

const pidOf = ({ app }: RunningApp): number => app.process().pid ?? 0;

async function logOf({ userDataDir }: RunningApp): Promise<string> {
  return readFile(join(userDataDir, 'logs', 'nerd-tray.log'), 'utf8');
}

async function copies({ desktop, demoServer }: AppFixture): Promise<void> {
  await desktop.clipboard.writeText('something else');
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
}

/** What the window shows; Playwright itself takes a page that has crashed for lost. */
function shown({ app }: RunningApp): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    // A page that is gone in the middle of it gives no answer.
    const none = new Promise<string>((resolve) => setTimeout(() => resolve(''), 500));
    return Promise.race([contents.executeJavaScript('document.body.innerText') as Promise<string>, none]);
  });
}

async function isFine(app: RunningApp): Promise<void> {
  await expect.poll(() => shown(app)).toContain('Everything is fine');
}

/** It is told once, and all else goes on; opened, the window works. */
async function staysClosed(fixture: AppFixture, app: RunningApp): Promise<void> {
  const { desktop } = fixture;
  await expect.poll(() => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
  await expect.poll(() => desktop.notifications?.all().map(({ title }) => title)).toEqual(['The window has crashed']);
  await copies(fixture);
  await desktop.tray.clickMenu('Open NERD Tray');
  await isFine(app);
}

// Each goes on in the app that the one before has left.
describe('a process that is killed once', () => {
  let shared: AppFixture;
  let app: RunningApp;

  beforeAll(async () => {
    ({ fixture: shared, app } = await connected());
    fixture = undefined;
  });

  afterEach(() => saveEvidence(shared.desktop));

  afterAll(() => shared.stop());

  test('a window whose page is killed is there again', async () => {
    const [first] = await appProcesses(pidOf(app), '--type=renderer');
    expect(await killProcesses(pidOf(app), '--type=renderer')).toBe(1);
    await isFine(app);
    expect(await appProcesses(pidOf(app), '--type=renderer')).not.toContain(first);
    await copies(shared);
    // Of the copy alone.
    expect(shared.desktop.notifications?.all().filter(({ title }) => title !== 'Copied')).toEqual([]);
    expect(await logOf(app)).toContain('"windowCrashed","reason":"killed","isClosed":false');
  });

  test.each([
    ['GPU', ['--type=gpu-process']],
    ['network', ['--type=utility', 'network.mojom.NetworkService']],
  ])('killed, the %s process is there again, and a refresh works', async (_name, words) => {
    const logged = (await logOf(app)).length;
    const { demoServer, clock } = shared;
    expect(await killProcesses(pidOf(app), ...words)).toBeGreaterThan(0);
    await expect.poll(async () => (await logOf(app)).slice(logged)).toContain('"processGone"');
    const asked = demoServer.requests.length;
    await shared.warp(app, { at: clock.now() + 52 * MINUTE_MS });
    await waitUntil('an answer', () => demoServer.requests[asked]?.status === 200 || undefined);
    await copies(shared);
    await isFine(app);
  });
});

test('a page that crashes again and again stays closed, which is told once, until somebody opens it', async () => {
  const { fixture, app } = await connected();
  for (let crash = 0; crash < 3; crash += 1) {
    if (crash > 0) await isFine(app);
    await expect.poll(() => killProcesses(pidOf(app), '--type=renderer')).toBe(1);
    await expect.poll(async () => (await logOf(app)).split('windowCrashed').length - 1).toBe(crash + 1);
  }
  await staysClosed(fixture, app);
});

test('a GPU process that crashes again and again costs the window, not the app', async () => {
  const { fixture, app } = await connected(SHIPPED_ENTRY);
  // Chromium itself would have ended the app by then.
  for (let crash = 0; crash < 7; crash += 1) {
    await expect.poll(() => killProcesses(pidOf(app), '--type=gpu-process')).toBeGreaterThan(0);
    await expect.poll(async () => (await logOf(app)).split('processGone').length - 1).toBe(crash + 1);
  }
  await staysClosed(fixture, app);
});

test('a mistake that nobody foresaw is told once, logged without its words, and the tray lives', async () => {
  const { fixture, app } = await connected(SHIPPED_ENTRY);
  const { desktop } = fixture;
  await app.app.evaluate(() => {
    setImmediate(() => {
      throw new TypeError('secret-words-0123456789');
    });
    setImmediate(() => void Promise.reject(new RangeError('secret-words-0123456789')));
  });
  await expect.poll(() => logOf(app)).toContain('"RangeError"');
  await expect
    .poll(() => desktop.notifications?.all().map(({ title }) => title))
    .toEqual(['Something went wrong in NERD Tray']);
  const log = await logOf(app);
  expect(log).toContain('"surprise","name":"TypeError"');
  expect(log).not.toContain('secret-words');
  expect(JSON.stringify(desktop.notifications?.all())).not.toContain('secret-words');
  await copies(fixture);
});

/** Keeps the page busy for ever, and leaves it alone with that. */
async function hangPage(endpoint: string): Promise<void> {
  const browser = await chromium.connectOverCDP(endpoint);
  const page = browser.contexts()[0]?.pages()[0];
  await page?.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page?.evaluate(`setTimeout(() => { for (;;); }, 500)`);
  await browser.close();
}

test('a page that hangs while somebody clicks is loaded again', async () => {
  const { fixture: on, app } = await connected(SHIPPED_ENTRY);
  const { desktop, demoServer } = on;
  await app.stop();
  // By hand: while a debugger is attached, Playwright's too, Chromium takes no page for hanging.
  const electron = createRequire(import.meta.url)('electron') as string;
  const flags = desktop.env['NERD_TRAY_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [];
  const args = [SHIPPED_ENTRY, `--user-data-dir=${app.userDataDir}`, '--remote-debugging-port=0', ...flags];
  const env = { ...desktop.env, NERD_TRAY_NERD_URL: demoServer.url, TZ: 'UTC' };
  const again = startDaemon(electron, args, { env });
  const main = again.child.pid ?? 0;
  try {
    await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
    await desktop.tray.clickMenu('Open NERD Tray');
    const { right, bottom } = await waitForWindow(desktop, 'nerd|electron');
    const [first] = await appProcesses(main, '--type=renderer');
    await hangPage(await waitUntil('debugger', () => /ws:\S+/u.exec(again.errorOutput())?.[0]));
    // Chromium waits fifteen seconds for the answer to a click.
    const click = async () => {
      await clickAt(desktop, right - 20, bottom - 20, 'left');
      return logOf(app);
    };
    await expect.poll(click, { interval: 1000 }).toContain('"windowCrashed"');
    expect(await appProcesses(main, '--type=renderer')).not.toContain(first);
    await copies(on);
  } finally {
    await again.stop();
  }
});
