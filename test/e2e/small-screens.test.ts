// The window on screens that are lower than it would like to be: every button of it can be reached.
import { afterEach, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { connect, screenshotPath, startAppFixture, type AppFixture, type RunningApp } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

/** The lower edge of the last button after the wheel was turned to the end, and of the screen, both on the screen. */
async function lowestButton({ app }: RunningApp, page: Page): Promise<{ bottom: number; screenBottom: number }> {
  await page.locator('main').hover();
  await page.mouse.wheel(0, 10_000);
  const last = page.getByRole('button').last();
  await expect.poll(() => last.evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
  const bottom = await last.evaluate((button) => button.getBoundingClientRect().bottom);
  const { top, screenBottom } = await app.evaluate(({ BrowserWindow, screen }) => {
    const { workArea } = screen.getPrimaryDisplay();
    return {
      top: BrowserWindow.getAllWindows()[0]?.getContentBounds().y ?? 0,
      screenBottom: workArea.y + workArea.height,
    };
  });
  return { bottom: top + bottom, screenBottom };
}

test.each([
  ['800 × 480', [800, 480], 1],
  ['1366 × 768 at 150 %', [1366, 768], 1.5],
  ['1920 × 1080 at 200 %', [1920, 1080], 2],
] as const)('on %s the window fits, and its lowest button can be reached', async (name, size, scale) => {
  fixture = await startAppFixture({ desktop: { screen: size } });
  const app = await fixture.start({ args: [`--force-device-scale-factor=${scale}`] });
  const page = await app.app.firstWindow();
  expect(await page.evaluate(() => devicePixelRatio)).toBe(scale);
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  const connecting = await lowestButton(app, page);
  expect(connecting.bottom).toBeLessThanOrEqual(connecting.screenBottom);
  await connect(page, fixture.demoServer.refreshToken);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  const settings = await lowestButton(app, page);
  await page.screenshot(screenshotPath(`small-screen-${name.replaceAll(/\W+/gu, '-')}`));
  expect(settings.bottom).toBeLessThanOrEqual(settings.screenBottom);
});
