import type { CDPSession, Page } from 'playwright';
import { APPEARANCES, type Appearance, type Size } from './appearances.ts';

/** The page as it stands, whole, in each look, as a PNG; `examine` is told of each while the page wears it. */
export async function takePictures(
  page: Page,
  examine: (look: Appearance) => Promise<void> = () => Promise.resolve(),
): Promise<readonly (readonly [Appearance, Buffer])[]> {
  const devtools = await page.context().newCDPSession(page);
  const pictures: (readonly [Appearance, Buffer])[] = [];
  for (const look of APPEARANCES) {
    await applyAppearance(page, devtools, look);
    await examine(look);
    pictures.push([look, await picture(page, devtools, look.size)]);
  }
  await devtools.send('Emulation.clearDeviceMetricsOverride');
  await devtools.detach();
  return pictures;
}

async function applyAppearance(page: Page, devtools: CDPSession, { theme, size }: Appearance): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    forcedColors: theme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  const { width, height, scale } = size;
  await devtools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false });
  await waitForTwoFrames(page);
}

/** Two frames on: what was changed has been drawn. */
function waitForTwoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

async function picture(page: Page, devtools: CDPSession, size: Size): Promise<Buffer> {
  // A dialog stands in the window, whatever scrolls behind it.
  const height = await page.evaluate(() =>
    document.querySelector('dialog[open]') === null ? document.documentElement.scrollHeight : 0,
  );
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'png',
    // Always: after a change of this, Chromium may leave out the page's ground.
    captureBeyondViewport: true,
    optimizeForSpeed: true,
    clip: { x: 0, y: 0, width: size.width, height: Math.max(size.height, height), scale: 1 },
  });
  return Buffer.from(data, 'base64');
}
