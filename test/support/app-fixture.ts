import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright';
import { HOUR_MS, DAY_MS } from '../../main/core/time/time.ts';
import { startDemoServer, type DemoServer, type DemoServerOptions } from '../../main/demo/server.ts';
import { startDesktop, type Desktop, type DesktopOptions } from './desktop/desktop.ts';
import { saveEvidence } from './evidence.ts';
import { launchApp, type LaunchedApp } from './launch.ts';
import { WarpClock, type Warp } from './warp-clock.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
/** The entry of the app as it ships. */
export const SHIPPED_ENTRY = PROJECT;
/** The entry of the same app with a clock that a test can set and speed up. */
export const TEST_ENTRY = join(PROJECT, 'out', 'test', 'main.js');

/** An app that runs on the fixture's desktop. */
export interface RunningApp extends LaunchedApp {
  /** The status window, opened by a click on the tray icon if it is not open. */
  readonly window: () => Promise<Page>;
}

/** A private desktop and a demo server, and what starts and controls the app on them. */
export interface AppFixture {
  readonly desktop: Desktop;
  readonly demoServer: DemoServer;
  readonly clock: WarpClock;
  /** Starts the app against the demo server; the same profile each time. */
  readonly start: (options?: {
    readonly entry?: string;
    readonly args?: readonly string[];
    readonly preload?: string;
    readonly env?: Record<string, string>;
    readonly imitatesGpu?: boolean;
  }) => Promise<RunningApp>;
  /** Sets the app's computer's clock ahead of the true time (or, negative, behind), or back to right; without an app, for the ones to be started. */
  readonly setClockAhead: (app: LaunchedApp | undefined, aheadMs: number) => Promise<void>;
  /** Moves the time of demo server and app together. */
  readonly warp: (app: LaunchedApp, to: { readonly at?: number; readonly rate?: number }) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How the desktop and the demo server are started. */
export interface AppFixtureOptions {
  readonly desktop?: DesktopOptions;
  readonly demoServer?: Partial<DemoServerOptions>;
}

/** The key of the first demo server, which the later ones take over: making one takes longer than all else in them. */
let signingKey: string | undefined;

/** Starts a private desktop and a demo server that share one clock; the app is started on them by `start`. */
export async function startAppFixture(options: AppFixtureOptions = {}): Promise<AppFixture> {
  const clock = new WarpClock({ at: Date.now(), realAt: Date.now(), rate: 1 });
  let warpNow = clock.warpTo({});
  let clockAheadMs = 0;
  const desktop = await startDesktop(options.desktop);
  const demoServer = await startDemoServer({
    clock,
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
    signingKey,
    ...options.demoServer,
  });
  signingKey ??= demoServer.signingKey;
  const running = new Set<LaunchedApp>();

  return {
    desktop,
    demoServer,
    clock,
    async start({ entry = TEST_ENTRY, args = [], preload, env = {}, imitatesGpu = false } = {}) {
      const warp = JSON.stringify({ ...warpNow, clockAheadMs } satisfies Warp);
      const launched = await launchApp(desktop, {
        entry,
        args,
        imitatesGpu,
        ...(preload === undefined ? {} : { preload }),
        env: {
          NERD_TRAY_NERD_URL: demoServer.url,
          NERD_TRAY_TOKEN_URL: demoServer.tokenUrl,
          NERD_TRAY_TEST_WARP: warp,
          TZ: 'UTC',
          ...env,
        },
      });
      running.add(launched);
      void launched.gone.then(() => running.delete(launched));
      return { ...launched, window: () => openWindow(desktop, launched) };
    },
    async setClockAhead(app, aheadMs) {
      clockAheadMs = aheadMs;
      if (app !== undefined) await setWarp(app, { ...warpNow, clockAheadMs });
    },
    async warp(app, to) {
      warpNow = clock.warpTo(to);
      clock.set(warpNow);
      await setWarp(app, { ...warpNow, clockAheadMs });
    },
    async stop() {
      await saveEvidence(desktop);
      for (const launched of [...running]) await launched.stop();
      await demoServer.stop();
      await desktop.stop();
    },
  };
}

async function setWarp({ app }: LaunchedApp, warp: Warp): Promise<void> {
  await app.evaluate(
    (_electron, next: Warp) =>
      (globalThis as unknown as { nerdTrayTest: { setWarp(warp: Warp): Promise<void> } }).nerdTrayTest.setWarp(next),
    warp,
  );
}

async function openWindow(desktop: Desktop, { app }: LaunchedApp): Promise<Page> {
  const open = app.windows()[0];
  if (open !== undefined) return open;
  const [window] = await Promise.all([app.waitForEvent('window'), desktop.tray.clickMenu('Open NERD Tray')]);
  return window;
}

/** The error of a wait whose condition did not come true within its limit. */
export class WaitTimeout extends Error {}

/**
 * Waits for a value that is not undefined.
 * @throws WaitTimeout after `limitMs`, naming `what` was waited for
 */
export async function waitUntil<T>(what: string, read: () => T | undefined, limitMs = 20_000): Promise<T> {
  const endsAt = Date.now() + limitMs;
  for (;;) {
    const value = read();
    if (value !== undefined) return value;
    if (Date.now() > endsAt) throw new WaitTimeout(`There was no ${what} within ${limitMs} ms`);
    await setTimeout(20);
  }
}

/** Whether the demo server's API accepts this access token. */
export async function isAcceptedByNerd(demoServer: DemoServer, accessToken: string): Promise<boolean> {
  const answer = await fetch(`${demoServer.url}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  return answer.status === 200;
}

/** Types a refresh token into the field and waits until the session is there. */
export async function connect(page: Page, refreshToken: string): Promise<void> {
  await page.getByLabel('Or enter it yourself').fill(refreshToken);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
}

/** Copies by the window's button, and gives the text on the clipboard afterwards. */
export async function copyFrom(page: Page, { clipboard }: Desktop): Promise<string> {
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · lasts /u)
    .first()
    .waitFor();
  return clipboard.readText();
}

/** Gives the refresh token that the keychain holds. */
export async function storedToken({ desktop }: Pick<AppFixture, 'desktop'>): Promise<string | undefined> {
  const entries = await desktop.keyring.entries();
  const entry = entries.find(({ attributes }) => attributes['account'] === 'refresh-token');
  return entry && (JSON.parse(entry.secret) as { refreshToken: string }).refreshToken;
}

/** Gives the options with which Playwright saves a screenshot under this name. */
export function screenshotPath(name: string): { readonly path: string } {
  return { path: `out/shots/${name}.png` };
}
