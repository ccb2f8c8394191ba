import { afterEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../main/core/time.ts';
import { startSandbox, type Sandbox } from '../../main/sandbox/server.ts';
import { startDesktop, type Desktop } from '../support/desktop/desktop.ts';
import { nerdOverTls, type NerdOverTls } from '../support/package/nerd-over-tls.ts';
import { startPackaged, type PackagedApp } from '../support/package/packaged-app.ts';
import { INSTALLED, program, unpackedArchive } from '../support/package/packaged.ts';
import { connect, isGoodAtNerd, shot } from '../support/world.ts';

/** Switches and variables by which an unpacked Electron could be led elsewhere; a package has to pass them by. */
const LEADING_ELSEWHERE = { NERD_TRAY_NERD_URL: 'http://127.0.0.1:9', ELECTRON_RUN_AS_NODE: '1' };

interface Scene {
  readonly desktop: Desktop;
  readonly sandbox: Sandbox;
  readonly nerd: NerdOverTls;
}

const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

/** A desktop, and NERD's own name on it leading to a look-alike. */
async function setScene(trusted = true): Promise<Scene> {
  const desktop = await startDesktop();
  undo.push(desktop.stop);
  const sandbox = await startSandbox({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
  });
  undo.push(() => sandbox.stop());
  const nerd = await nerdOverTls(desktop, sandbox.url, trusted);
  undo.push(() => nerd.stop());
  return { desktop, sandbox, nerd };
}

async function start({ desktop, nerd }: Scene, folder: string): Promise<PackagedApp> {
  const app = await startPackaged(desktop, { program: program(folder), args: nerd.switches, env: LEADING_ELSEWHERE });
  undo.push(() => app.stop());
  return app;
}

test('the deb: from a pasted refresh token to a copied access token, over TLS, through a restart', async () => {
  const scene = await setScene();
  const { desktop, sandbox, nerd } = scene;
  let app = await start(scene, INSTALLED);
  const page = await app.window();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await desktop.clipboard.writeText(sandbox.refreshToken);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect([...new Set(nerd.hosts)]).toEqual(['nerd.kensho.com']);

  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · lasts /u)
    .first()
    .waitFor();
  expect(await isGoodAtNerd(sandbox, await desktop.clipboard.readText())).toBe(true);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByText(/^Version \d+\.\d+\.\d+(?: · Development build on Electron [\d.]+)?$/u).waitFor();
  await page.screenshot(shot('package-about'));
  await app.quit();
  expect(await app.gone).toBe(0);

  app = await start(scene, INSTALLED);
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  await desktop.clipboard.writeText('something else');
  const before = await desktop.clipboard.readText();
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText(), { timeout: 10_000 }).not.toBe(before);
  expect(await isGoodAtNerd(sandbox, await desktop.clipboard.readText())).toBe(true);
  // Its own entries and no other program's key.
  expect(await desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'refresh-token' } }]);
  await app.quit();
});

test('the tar.gz runs where it was unpacked, in a folder with spaces', async () => {
  const scene = await setScene();
  const app = await start(scene, unpackedArchive());
  await connect(await app.window(), scene.sandbox.refreshToken);
  expect(scene.nerd.hosts.length).toBeGreaterThan(0);
  await app.quit();
});

test('a certificate for NERD that nobody vouches for is refused, and no token is sent', async () => {
  const scene = await setScene(false);
  const app = await start(scene, INSTALLED);
  const page = await app.window();
  await page.getByLabel('Or enter it yourself').fill(scene.sandbox.refreshToken);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The connection is not safe' }).waitFor();
  expect(scene.nerd.hosts).toEqual([]);
  await app.quit();
});
