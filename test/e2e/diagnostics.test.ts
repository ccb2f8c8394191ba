import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { startLogin1 } from '../support/desktop/login1.ts';
import { searchStream, type Secret } from '../support/secret-search.ts';
import { connect, SHIPPED_ENTRY, screenshotPath, startAppFixture, type AppFixture } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

const PROXY = 'http://ada:proxy-password-91@proxy.example.invalid:3128';
const ENVIRONMENT = 'environment-secret-5150';

async function openDiagnostics(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Diagnostics…' }).click();
  await page.getByRole('heading', { name: 'Diagnostics' }).waitFor();
  const region = page.getByRole('region', { name: 'Diagnostics' });
  await region.getByText('== Log, on this computer’s clock ==').waitFor();
  return await region.innerText();
}

test('the diagnostics are read in the window, then copied as they were read, and tell nothing that is secret', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  const login1 = await startLogin1(desktop.env);
  onTestFinished(() => login1.stop());
  const env = {
    DBUS_SYSTEM_BUS_ADDRESS: login1.address,
    NERD_TRAY_PLANTED: ENVIRONMENT,
    // Not GNOME, where Chromium names a file for the tray icon, and the tests' tray reads pictures alone.
    XDG_CURRENT_DESKTOP: `XFCE:${ENVIRONMENT}`,
    ftp_proxy: PROXY,
  };
  let app = await fixture.start({ entry: SHIPPED_ENTRY, env });
  let page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · valid for/u)
    .first()
    .waitFor();
  const accessToken = await desktop.clipboard.readText();
  expect(accessToken).toMatch(/^eyJ/u);
  // An error that nobody expected, with a secret for its class and its words.
  await app.app.evaluate((_electron, secret) => {
    const Planted = { [secret]: class extends Error {} }[secret] ?? Error;
    setImmediate(() => {
      throw new Planted(secret);
    });
  }, accessToken);
  const logFile = join(app.userDataDir, 'logs', 'nerd-tray.log');
  await expect.poll(() => readFile(logFile, 'utf8')).toContain('"event":"surprise"');
  await login1.delayRequested;
  login1.sleep();
  login1.wake();
  const historyFile = join(app.userDataDir, 'history.jsonl');
  await expect.poll(() => readFile(historyFile, 'utf8')).toContain('"kind":"woke"');
  await app.stop();

  const settings = JSON.parse(await readFile(join(app.userDataDir, 'settings.json'), 'utf8')) as {
    week: { id: string };
  };
  const entries = await desktop.keyring.entries();
  expect(JSON.stringify(entries)).toContain('refresh-token');
  const secrets: Secret[] = [
    { name: 'refresh token', value: demoServer.refreshToken },
    { name: 'access token', value: accessToken },
    { name: 'e-mail address', value: 'ada@example.com' },
    { name: 'address of NERD', value: demoServer.url },
    { name: 'proxy address', value: PROXY },
    { name: 'environment', value: ENVIRONMENT },
    { name: 'home folder', value: desktop.home },
    { name: 'profile', value: app.userDataDir },
    { name: 'credential id', value: settings.week.id },
  ];
  const all = secrets.map(({ value }) => value).join(' ');
  const planted = `${all}\n${JSON.stringify({ at: all, event: all, kind: all })}\n`;
  await appendFile(logFile, planted);
  await appendFile(historyFile, planted);
  await writeFile(join(app.userDataDir, 'settings.json'), JSON.stringify({ ...settings, note: all }));

  app = await fixture.start({ entry: SHIPPED_ENTRY, env });
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();
  const text = await openDiagnostics(page);
  expect(await searchStream('diagnostics', [Buffer.from(text)], secrets)).toEqual([]);
  const log = await readFile(logFile);
  expect(new Set((await searchStream('log', [log], secrets)).map(({ secret }) => secret)).size).toBe(secrets.length);
  expect((await stat(historyFile)).mode & 0o777).toBe(0o600);

  // All that is asked for is there, of both runs.
  const history = text.slice(text.indexOf('== History'), text.indexOf('== Log'));
  const told = [
    ...[
      'started 0.1.0',
      'refresh with the token entered: granted, asked for',
      'connect: connected',
      'copy: done, lasts',
    ],
    ...['slept', 'woke', 'stopped', 'started 0.1.0', 'refresh: granted, of its own accord'],
  ];
  let from = 0;
  for (const words of told) {
    from = history.indexOf(words, from) + 1;
    expect({ words, from }).not.toMatchObject({ from: 0 });
  }
  expect(text).toMatch(/^Electron \d+\./mu);
  expect(text).toContain('desktop: XFCE other');
  expect(text).toContain('session: active');
  expect(text).toContain('surprise name=another');
  await page.screenshot(screenshotPath('diagnostics'));

  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect((await desktop.clipboard.readText()).trim()).toBe(text.trim());
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.screenshot(screenshotPath('diagnostics-dark'));

  // The way back leads where it came from.
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'About NERD Tray' }).waitFor();
  const read = await page.evaluate(() => window.nerd.history());
  expect(read.ok && read.entries.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['started', 'refresh', 'copy']),
  );
});
