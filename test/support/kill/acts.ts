import { SECOND_MS } from '../../../main/core/time/time.ts';
import type { Scene } from '../package/scene.ts';
import type { PackagedApp } from '../package/packaged-app.ts';
import { INSTALLED, program } from '../package/packaged.ts';
import { waitUntil } from '../world.ts';

/**
 * What the app is at when it is killed: starting; asking NERD at its start; a refresh that somebody asked for; storing a
 * new refresh token; writing a setting.
 */
export type Act = 'start' | 'ask' | 'refresh' | 'renew' | 'setting';
export type Theme = 'system' | 'light' | 'dark';

/** So long the look-alike takes to answer: it has changed the refresh token by then, and the app does not know. */
export const ANSWER_AFTER_MS = 30;
/** Clicks that follow NERD's last answer sooner than this ask nothing new. */
const CLICK_GAP_MS = 5 * SECOND_MS;

/** Has the app begin; gives the app that does. For the first two it must be off. */
export async function begin(scene: Scene, app: PackagedApp, act: Act, theme: Theme): Promise<PackagedApp> {
  const { sandbox } = scene;
  switch (act) {
    case 'start':
    case 'ask':
      return scene.start(program(INSTALLED), ['--hidden']);
    case 'refresh':
      await untilClicksCount(scene);
      await scene.desktop.tray.clickMenu('Refresh now');
      return app;
    case 'renew': {
      await untilClicksCount(scene);
      const page = await opened(scene, app);
      whileItLives(page.evaluate((text) => window.nerd.send({ kind: 'connect', text }), sandbox.issueRefreshToken()));
      return app;
    }
    case 'setting': {
      const page = await opened(scene, app);
      whileItLives(page.evaluate((settings) => window.nerd.send({ kind: 'changeSettings', settings }), { theme }));
      return app;
    }
  }
}

async function opened(scene: Scene, app: PackagedApp): Promise<ReturnType<PackagedApp['window']>> {
  await scene.desktop.tray.clickMenu('Open NERD Tray');
  const page = await app.window();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  return page;
}

/** The package's clock is the machine's own, so this is really waited for. */
async function untilClicksCount({ sandbox }: Scene): Promise<void> {
  const askedAt = sandbox.requests.at(-1)?.receivedAt ?? 0;
  await waitUntil('end of the gap between clicks', () => Date.now() > askedAt + CLICK_GAP_MS || undefined);
}

/** What is under way when the app is killed comes to nothing, and that is no failure. */
function whileItLives(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
