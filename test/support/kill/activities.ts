import { SECOND_MS } from '../../../main/core/time/time.ts';
import type { PackageFixture } from '../package/package-fixture.ts';
import type { PackagedApp } from '../package/packaged-app.ts';
import { DEBUGGABLE_APP, program } from '../package/package-paths.ts';
import { waitUntil } from '../app-fixture.ts';

/**
 * What the app is at when it is killed: starting; asking NERD at its start; a refresh that somebody asked for; storing a
 * new refresh token; writing a setting.
 */
export type KillActivity = 'start' | 'ask' | 'refresh' | 'renew' | 'setting';
export type Theme = 'system' | 'light' | 'dark';

/** So long the demo server takes to answer: it has changed the refresh token by then, and the app does not know. */
export const ANSWER_AFTER_MS = 30;
/** Clicks that follow NERD's last answer sooner than this ask nothing new. */
const CLICK_GAP_MS = 5 * SECOND_MS;

/** Has the app begin; gives the app that does. For the first two it must be off. */
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

/** The package's clock is the machine's own, so this is really waited for. */
async function waitForClickGap({ demoServer }: PackageFixture): Promise<void> {
  const askedAt = demoServer.requests.at(-1)?.receivedAt ?? 0;
  await waitUntil('end of the gap between clicks', () => Date.now() > askedAt + CLICK_GAP_MS || undefined);
}

/** What is under way when the app is killed comes to nothing, and that is no failure. */
function ignoreFailure(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
