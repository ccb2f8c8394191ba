import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { DEBUGGABLE_APP, program } from '../support/package/package-paths.ts';
import { startPackaged } from '../support/package/packaged-app.ts';
import { listenToUdp, tryEveryExit } from '../support/package/page-exits.ts';
import { startDesktop } from '../support/desktop/desktop.ts';
import { startSinkServer } from '../support/traffic-log.ts';

const SECRET = 'what-is-on-the-clipboard';
/** What a page has asked for is on its way by then. */
const SILENCE_MS = 2_000;

/** As if the page's own policy were not there either. */
async function withoutPolicy(page: Page, url: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setBypassCSP', { enabled: true });
  // The click on a link has left a # behind, and main answers the page at its own address alone.
  await page.evaluate((own) => history.replaceState(null, '', own), url);
  await page.reload();
}

test('a script in the page has no way out, with the content security policy and without', async () => {
  const desktop = await startDesktop({ keyring: 'none' });
  const sink = await startSinkServer();
  const udp = await listenToUdp(sink.port);
  const args = [`--host-resolver-rules=MAP * 127.0.0.1`];
  const app = await startPackaged(desktop, { program: program(DEBUGGABLE_APP), args });
  try {
    const page = await app.window();
    await desktop.clipboard.writeText(SECRET);
    const url = page.url();
    for (const word of ['held', 'bypassed']) {
      if (word === 'bypassed') await withoutPolicy(page, url);
      await page.locator('h1').first().waitFor();
      const results = await page.evaluate(tryEveryExit, { port: sink.port, marker: word });
      await wait(SILENCE_MS);
      expect({ word, results, tcp: sink.attempts, udp: udp.datagrams() }).toMatchObject({ tcp: [], udp: 0 });
      expect(JSON.stringify(results)).not.toContain(SECRET);
      expect(page.url().split('#')[0]).toBe(url);
    }
  } finally {
    await app.stop();
    await udp.stop();
    await sink.stop();
    await desktop.stop();
  }
});
