import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../main/core/time/time.ts';
import {
  connect,
  isAcceptedByNerd,
  SHIPPED_ENTRY,
  screenshotPath,
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

/** Quits by the tray's menu; gives how long it took until the process was gone, and with which signal. */
async function quit(
  { desktop }: AppFixture,
  { app, gone }: RunningApp,
): Promise<{ ms: number; signal: string | null }> {
  const child = app.process();
  const startedAt = performance.now();
  await desktop.tray.clickMenu('Quit');
  await gone;
  return { ms: performance.now() - startedAt, signal: child.signalCode };
}

/** Processes whose command line names this profile. */
async function processesOf(profile: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(profile));
}

describe('in one run, connected', () => {
  let fixture: AppFixture;
  let app: RunningApp;

  beforeAll(async () => {
    fixture = await startAppFixture();
    app = await fixture.start({ entry: SHIPPED_ENTRY });
    await connect(await app.app.firstWindow(), fixture.demoServer.refreshToken);
  });

  afterEach(() => saveEvidence(fixture.desktop));

  afterAll(() => fixture.stop());

  /** Closes the window, and does what is to open it again. */
  async function reopen(open: () => Promise<unknown>): Promise<Page> {
    await (await app.window()).close();
    const [window] = await Promise.all([app.app.waitForEvent('window'), open()]);
    return window;
  }

  test('a second start opens the window of the first and ends', async () => {
    const { desktop, demoServer } = fixture;
    const page = await reopen(async () => {
      const electron = app.app.process().spawnfile;
      const flags = desktop.env['NERD_TRAY_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [];
      const second = spawn(electron, [SHIPPED_ENTRY, `--user-data-dir=${app.userDataDir}`, ...flags], {
        env: { ...desktop.env, NERD_TRAY_NERD_URL: demoServer.url },
        stdio: 'ignore',
      });
      const [code] = (await once(second, 'exit')) as [number | null];
      expect(code).toBe(0);
    });
    await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
    expect(desktop.tray.items()).toHaveLength(1);
  });

  test('a plain click on the tray icon opens the window', async () => {
    const page = await reopen(() => fixture.desktop.tray.activate());
    await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  });

  test('what happens while the page is still on its way is shown in it', async () => {
    const { desktop } = fixture;
    // The window's script is held back; by then the preload has asked main how things are.
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let asked: () => void = () => undefined;
    const wanted = new Promise<void>((resolve) => (asked = resolve));
    await app.app.context().route('**/index.js', async (route) => {
      asked();
      await held;
      await route.continue();
    });
    await (await app.window()).close();
    const opened = app.app.waitForEvent('window');
    await desktop.tray.clickMenu('Open NERD Tray');
    await wanted;
    await desktop.tray.clickMenu('Until I resume');
    await desktop.tray.waitFor('the pause', ({ tooltip }) => tooltip.endsWith('· Paused'));
    release();
    const page = await opened;
    await page.getByRole('heading', { name: 'Paused' }).waitFor();
    await app.app.context().unroute('**/index.js');
    await desktop.tray.clickMenu('Resume');
    await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  });

  test('a keyring that went away and came back is used again by the running app', async () => {
    const { desktop, demoServer } = fixture;
    const page = await app.window();
    await desktop.keyring.kill();
    await page.getByRole('button', { name: 'Forget…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
    await page.getByRole('alert').getByText('No keychain found').waitFor();
    await desktop.keyring.start();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Forget…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
    await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
    await expect.poll(() => desktop.keyring.entries()).toEqual([]);
    await connect(page, demoServer.refreshToken);
    await expect.poll(() => desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'refresh-token' } }]);
  });

  test('quit leaves no process', async () => {
    const { signal } = await quit(fixture, app);
    expect(signal).toBeNull();
    expect(await processesOf(app.userDataDir)).toEqual([]);
    await fixture.desktop.tray.waitForNone();
  });
});

test('quit leaves no process while the keychain hangs, though one of its calls is under way', async () => {
  fixture = await startAppFixture();
  const { desktop } = fixture;
  const app = await fixture.start({ entry: SHIPPED_ENTRY });
  await connect(await app.app.firstWindow(), fixture.demoServer.refreshToken);
  desktop.keyring.freeze();
  const page = app.app.windows()[0];
  if (page === undefined) throw new Error('the window is gone');
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
  // Two waits of libsecret would be 50 s, and then an abort; this is far from both, on a busy machine too.
  const { ms, signal } = await quit(fixture, app);
  expect(ms).toBeLessThan(20_000);
  expect(signal).toBeNull();
  expect(await processesOf(app.userDataDir)).toEqual([]);
  desktop.keyring.thaw();
});

test.each([
  ['none', 'No keychain found', /Install and start a keyring/u],
  ['locked', 'The keychain is locked', /Unlock it/u],
] as const)(
  'a keychain that is %s is named, with the next step, and is not “not connected”',
  async (keyring, title, step) => {
    fixture = await startAppFixture({ desktop: { keyring } });
    const { desktop, demoServer } = fixture;
    const app = await fixture.start();
    const page = await app.app.firstWindow();
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByText(step).first().waitFor();
    await page.screenshot(screenshotPath(`keychain-${keyring}`));
    await desktop.tray.waitFor(
      'the same words',
      ({ tooltip }) => tooltip.toLowerCase() === `nerd: ${title.toLowerCase()}`,
    );

    // Memory only is offered once NERD has accepted the token; nothing is ever written in plain.
    await page.getByLabel('Or enter it yourself').fill(demoServer.refreshToken);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Use it until I quit' }).click();
    await page.getByRole('heading', { name: 'Kept until you quit' }).waitFor();
    await page.screenshot(screenshotPath(`memory-${keyring}`));
    await page.getByRole('button', { name: 'Copy access token' }).click();
    await page
      .getByText(/^Copied · valid for/u)
      .first()
      .waitFor();
    expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  },
);

test('a keychain unlocked in between takes what was kept in memory', async () => {
  fixture = await startAppFixture({ desktop: { keyring: 'locked' } });
  const { desktop, demoServer } = fixture;
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'The keychain is locked' }).waitFor();
  await page.getByLabel('Or enter it yourself').fill(demoServer.refreshToken);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Use it until I quit' }).click();
  await page.getByRole('heading', { name: 'Kept until you quit' }).waitFor();
  await desktop.keyring.unlock();
  await page.getByRole('button', { name: 'Try the keychain again' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'refresh-token' } }]);
});

describe('in one profile, from start to start', () => {
  let fixture: AppFixture;
  let app: RunningApp;

  beforeAll(async () => {
    fixture = await startAppFixture();
    app = await fixture.start();
    await connect(await app.app.firstWindow(), fixture.demoServer.refreshToken);
  });

  afterEach(() => saveEvidence(fixture.desktop));

  afterAll(() => fixture.stop());

  /** Changes the profile while the app does not run, starts it and opens its window. */
  async function restart(change: () => Promise<void>): Promise<Page> {
    await app.stop();
    await change();
    app = await fixture.start();
    await fixture.desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
    return app.window();
  }

  /** Where the settings are that the last start has set aside; undefined if it has not. */
  async function findSetAside(): Promise<string | undefined> {
    const name = (await readdir(app.userDataDir)).find((file) => file.startsWith('settings.set-aside-'));
    return name === undefined ? undefined : join(app.userDataDir, name);
  }

  test('settings hold after a restart; a click on the tray icon can copy', async () => {
    const { desktop } = fixture;
    let page = await app.window();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByRole('radio', { name: 'Copies the access token' }).check();
    await page.screenshot(screenshotPath('settings-dark'));
    await app.stop();

    app = await fixture.start();
    await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
    await desktop.clipboard.writeText('something else');
    await desktop.tray.activate();
    await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
    expect(app.app.windows()).toEqual([]);
    page = await app.window();
    await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
    await page.screenshot(screenshotPath('connected-dark'));
  });

  test('broken settings are set aside and said, and the session is not touched', async () => {
    const page = await restart(() => writeFile(join(app.userDataDir, 'settings.json'), '{ "theme": "da'));
    await page.getByRole('heading', { name: 'Your settings could not be read' }).waitFor();
    await page.screenshot(screenshotPath('settings-set-aside'));
    const aside = (await findSetAside()) ?? '';
    expect(await readFile(aside, 'utf8')).toBe('{ "theme": "da');
    await rm(aside);
  });

  test('a profile from a newer version is told of, works, and has all that it had for that version', async () => {
    const { demoServer, clock } = fixture;
    const { userDataDir } = app;
    const newer = { settings: '{"form":2,"theme":{"day":"light"}}', line: `{"at":${clock.now()},"kind":"teleported"}` };
    const page = await restart(async () => {
      await writeFile(join(userDataDir, 'settings.json'), newer.settings);
      await appendFile(join(userDataDir, 'history.jsonl'), `${newer.line}\n`);
    });
    await page.getByRole('heading', { name: 'Your settings could not be read' }).waitFor();
    await page.getByText(/from a newer version/u).waitFor();
    expect(await readFile((await findSetAside()) ?? '', 'utf8')).toBe(newer.settings);
    // The history is tidied with the first thing that happens after ten minutes.
    const asked = demoServer.requests.length;
    await fixture.warp(app, { at: clock.now() + HOUR_MS });
    await waitUntil('an answer', () => demoServer.requests[asked]?.status === 200 || undefined);
    const history = () => readFile(join(userDataDir, 'history.jsonl'), 'utf8');
    await expect.poll(history).toMatch(/"own":true,"result":"granted"/u);
    await expect.poll(async () => (await history()).split('\n')[0]).toBe(newer.line);
    await page.getByRole('button', { name: 'Activity' }).click();
    await page.getByText('Refreshed').first().waitFor();
  });
});
