import type { CDPSession, Page } from 'playwright';
import { APPEARANCES, type Appearance, type Size } from './appearances.ts';

/** Gives a PNG of the whole page in each look. */
export async function takePictures(page: Page): Promise<readonly (readonly [Appearance, Buffer])[]> {
  const pictures: (readonly [Appearance, Buffer])[] = [];
  await inEachAppearance(page, async (look, devtools) => {
    pictures.push([look, await picture(page, devtools, look.size)]);
  });
  return pictures;
}

/** Gives the page each look, and calls `visit` while the page has it. */
export async function inEachAppearance(
  page: Page,
  visit: (look: Appearance, devtools: CDPSession) => Promise<void>,
): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  for (const look of APPEARANCES) {
    await applyAppearance(page, devtools, look);
    await visit(look, devtools);
  }
  await devtools.send('Emulation.clearDeviceMetricsOverride');
  await devtools.detach();
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

/** Resolves two frames later, when what was changed has been drawn. */
function waitForTwoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

async function picture(page: Page, devtools: CDPSession, size: Size): Promise<Buffer> {
  // A dialog has its place in the window, whatever scrolls behind it.
  const height = await page.evaluate(() =>
    document.querySelector('dialog[open]') === null ? document.documentElement.scrollHeight : 0,
  );
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'png',
    // This is always set: after a change of it, Chromium may leave out the page's background.
    captureBeyondViewport: true,
    optimizeForSpeed: true,
    clip: { x: 0, y: 0, width: size.width, height: Math.max(size.height, height), scale: 1 },
  });
  return Buffer.from(data, 'base64');
}
