import { afterEach, expect, test } from 'vitest';
import { typeEverySwitch } from '../support/package/every-switch.ts';
import { DEBUGGABLE_APP, program, unpackedArchive } from '../support/package/package-paths.ts';
import { startReleaseFixture } from '../support/package/release-fixture.ts';
import {
  startPackageFixture,
  type PackageFixture,
  type PackageFixtureOptions,
} from '../support/package/package-fixture.ts';
import { connect, copyFrom, isAcceptedByNerd, screenshotPath } from '../support/app-fixture.ts';

let fixture: PackageFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

async function setScene(options?: PackageFixtureOptions): Promise<PackageFixture> {
  fixture = await startPackageFixture(options);
  return fixture;
}

test('the deb: from a pasted refresh token to a copied access token, over TLS, through a restart', async () => {
  const fixture = await setScene();
  const { desktop, demoServer, nerd } = fixture;
  let app = await fixture.start(program(DEBUGGABLE_APP));
  const page = await app.window();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await desktop.clipboard.writeText(demoServer.refreshToken);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect([...new Set(nerd.hosts)]).toEqual(['nerd.kensho.com']);

  expect(await isAcceptedByNerd(demoServer, await copyFrom(page, desktop))).toBe(true);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByText(/^Version \d+\.\d+\.\d+(?: · Development build on Electron [\d.]+)?$/u).waitFor();
  await page.screenshot(screenshotPath('package-about'));
  await app.quit();
  expect(await app.gone).toBe(0);

  app = await fixture.start(program(DEBUGGABLE_APP));
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  await desktop.clipboard.writeText('something else');
  const before = await desktop.clipboard.readText();
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText()).not.toBe(before);
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  // Its own entries and no other program's key.
  // It may be finding out just then whether the keychain is open, which writes an entry and takes it away again.
  await expect.poll(() => desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'refresh-token' } }]);
  await app.quit();
});

test('the tar.gz runs where it was unpacked, in a folder with spaces', async () => {
  const release = await startReleaseFixture();
  try {
    const { desktop, demoServer, nerd } = release;
    release.start({ folder: unpackedArchive() });
    await release.connected();
    await desktop.tray.clickMenu('Copy access token');
    await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
    expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
    expect(nerd.hosts.length).toBeGreaterThan(0);
  } finally {
    await release.stop();
  }
});

test('a certificate for NERD that nobody vouches for is refused, and no token is sent', async () => {
  const fixture = await setScene({ trusted: false });
  const app = await fixture.start(program(DEBUGGABLE_APP));
  const page = await app.window();
  await page.getByLabel('Or enter it yourself').fill(fixture.demoServer.refreshToken);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The connection is not safe' }).waitFor();
  expect(fixture.nerd.hosts).toEqual([]);
  await app.quit();
});

test('from a terminal it copies, tells how things stand, and quits, and never prints a token', async () => {
  const fixture = await setScene();
  const deb = program(DEBUGGABLE_APP);
  expect(await fixture.type(deb, '--status')).toMatchObject({ code: 3 });
  const app = await fixture.start(deb);
  expect(await fixture.type(deb, '--copy')).toMatchObject({ code: 4 });
  await connect(await app.window(), fixture.demoServer.refreshToken);
  await typeEverySwitch(fixture, deb);
  expect(await app.gone).toBe(0);
});

test('--copy starts a package that does not run, on the same profile and network', async () => {
  const fixture = await setScene();
  const { desktop, demoServer } = fixture;
  const deb = program(DEBUGGABLE_APP);
  const app = await fixture.start(deb);
  await connect(await app.window(), demoServer.refreshToken);
  await app.quit();
  await desktop.tray.waitForNone();
  expect(await fixture.type(deb, '--copy')).toMatchObject({ code: 0 });
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  expect(await fixture.type(deb, '--quit')).toMatchObject({ code: 0 });
  await desktop.tray.waitForNone();
});
