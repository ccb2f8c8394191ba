import { SECOND_MS } from '../../../main/core/time/time.ts';
import type { PackageFixture } from '../package/package-fixture.ts';
import type { PackagedApp } from '../package/packaged-app.ts';
import { DEBUGGABLE_APP, program } from '../package/package-paths.ts';
import { waitUntil } from '../app-fixture.ts';

/**
 * What the app is doing when it is killed: starting; requesting a token at its start; refreshing after a click; storing a
 * new refresh token; writing a setting.
 */
export type KillActivity = 'start' | 'ask' | 'refresh' | 'renew' | 'setting';
/** The themes that the settings can have. */
export type Theme = 'system' | 'light' | 'dark';

/** The demo server's delay before an answer. It has rotated the refresh token by then, and the app does not know. */
export const ANSWER_AFTER_MS = 30;
/** The app sends no request for a click that follows the last answer sooner than this. */
const CLICK_GAP_MS = 5 * SECOND_MS;

/** Starts an activity and gives the app that performs it. For `start` and `ask` the app must not be running. */
export async function startActivity(
  fixture: PackageFixture,
  app: PackagedApp,
  activity: KillActivity,
  theme: Theme,
): Promise<PackagedApp> {
  const { demoServer } = fixture;
  switch (activity) {
    case 'start':
    case 'ask':
      return fixture.start(program(DEBUGGABLE_APP), ['--hidden']);
    case 'refresh':
      await waitForClickGap(fixture);
      await fixture.desktop.tray.clickMenu('Refresh now');
      return app;
    case 'renew': {
      await waitForClickGap(fixture);
      const page = await openWindow(fixture, app);
      ignoreFailure(
        page.evaluate((text) => window.nerd.send({ kind: 'connect', text }), demoServer.issueRefreshToken()),
      );
      return app;
    }
    case 'setting': {
      const page = await openWindow(fixture, app);
      ignoreFailure(page.evaluate((settings) => window.nerd.send({ kind: 'changeSettings', settings }), { theme }));
      return app;
    }
  }
}

async function openWindow(fixture: PackageFixture, app: PackagedApp): Promise<ReturnType<PackagedApp['window']>> {
  await fixture.desktop.tray.clickMenu('Open NERD Tray');
  const page = await app.window();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  return page;
}

/** Waits in real time, because a packaged app uses the machine's own clock. */
async function waitForClickGap({ demoServer }: PackageFixture): Promise<void> {
  const askedAt = demoServer.requests.at(-1)?.receivedAt ?? 0;
  await waitUntil('end of the gap between clicks', () => Date.now() > askedAt + CLICK_GAP_MS || undefined);
}

/** Ignores that a call to the page fails, because the app is killed during it. */
function ignoreFailure(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
