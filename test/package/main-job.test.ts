import { afterEach, expect, test } from 'vitest';
import { typeEverySwitch } from '../support/package/every-switch.ts';
import { DRIVEN, program, unpackedArchive } from '../support/package/packaged.ts';
import { startReleaseScene } from '../support/package/release.ts';
import { startScene, type Scene, type SceneOptions } from '../support/package/scene.ts';
import { connect, copyFrom, isGoodAtNerd, shot } from '../support/world.ts';

let scene: Scene | undefined;

afterEach(async () => {
  await scene?.stop();
  scene = undefined;
});

async function setScene(options?: SceneOptions): Promise<Scene> {
  scene = await startScene(options);
  return scene;
}

test('the deb: from a pasted refresh token to a copied access token, over TLS, through a restart', async () => {
  const scene = await setScene();
  const { desktop, demoServer, nerd } = scene;
  let app = await scene.start(program(DRIVEN));
  const page = await app.window();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await desktop.clipboard.writeText(demoServer.refreshToken);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect([...new Set(nerd.hosts)]).toEqual(['nerd.kensho.com']);

  expect(await isGoodAtNerd(demoServer, await copyFrom(page, desktop))).toBe(true);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByText(/^Version \d+\.\d+\.\d+(?: · Development build on Electron [\d.]+)?$/u).waitFor();
  await page.screenshot(shot('package-about'));
  await app.quit();
  expect(await app.gone).toBe(0);

  app = await scene.start(program(DRIVEN));
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  await desktop.clipboard.writeText('something else');
  const before = await desktop.clipboard.readText();
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText()).not.toBe(before);
  expect(await isGoodAtNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  // Its own entries and no other program's key.
  // It may be finding out just then whether the keychain is open, which writes an entry and takes it away again.
  await expect.poll(() => desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'refresh-token' } }]);
  await app.quit();
});

test('the tar.gz runs where it was unpacked, in a folder with spaces', async () => {
  const release = await startReleaseScene();
  try {
    const { desktop, demoServer, nerd } = release;
    release.start({ folder: unpackedArchive() });
    await release.connected();
    await desktop.tray.clickMenu('Copy access token');
    await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
    expect(await isGoodAtNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
    expect(nerd.hosts.length).toBeGreaterThan(0);
  } finally {
    await release.stop();
  }
});

test('a certificate for NERD that nobody vouches for is refused, and no token is sent', async () => {
  const scene = await setScene({ trusted: false });
  const app = await scene.start(program(DRIVEN));
  const page = await app.window();
  await page.getByLabel('Or enter it yourself').fill(scene.demoServer.refreshToken);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The connection is not safe' }).waitFor();
  expect(scene.nerd.hosts).toEqual([]);
  await app.quit();
});

test('from a terminal it copies, tells how things stand, and quits, and never prints a token', async () => {
  const scene = await setScene();
  const deb = program(DRIVEN);
  expect(await scene.type(deb, '--status')).toMatchObject({ code: 3 });
  const app = await scene.start(deb);
  expect(await scene.type(deb, '--copy')).toMatchObject({ code: 4 });
  await connect(await app.window(), scene.demoServer.refreshToken);
  await typeEverySwitch(scene, deb);
  expect(await app.gone).toBe(0);
});

test('--copy starts a package that does not run, on the same profile and network', async () => {
  const scene = await setScene();
  const { desktop, demoServer } = scene;
  const deb = program(DRIVEN);
  const app = await scene.start(deb);
  await connect(await app.window(), demoServer.refreshToken);
  await app.quit();
  await desktop.tray.waitForNone();
  expect(await scene.type(deb, '--copy')).toMatchObject({ code: 0 });
  expect(await isGoodAtNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  expect(await scene.type(deb, '--quit')).toMatchObject({ code: 0 });
  await desktop.tray.waitForNone();
});
