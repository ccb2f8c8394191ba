import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAppFixture, SHIPPED_ENTRY, type AppFixture } from '../support/app-fixture.ts';

// The entry as it ships: what is closed must be closed there.
let fixture: AppFixture;
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  fixture = await startAppFixture();
  ({ app } = await fixture.start({ entry: SHIPPED_ENTRY }));
  page = await app.firstWindow();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
});

afterAll(() => fixture.stop());

test('the page is apart from Node and Electron, in Chromium’s sandbox', async () => {
  const seen = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in globalThis),
  );
  expect(seen).toEqual([]);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Not in Electron's types, but the only place where the preferences in force can be read.
    return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect(preferences).toMatchObject({ webSecurity: true, webviewTag: false });
  const { allowRunningInsecureContent, experimentalFeatures, nodeIntegrationInSubFrames } = preferences;
  expect([allowRunningInsecureContent, experimentalFeatures, nodeIntegrationInSubFrames].filter(Boolean)).toEqual([]);
  expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
});

test('the page comes from a scheme of its own, and a webview is nothing in it', async () => {
  expect(page.url()).toBe('nerd-tray://window/index.html');
  const verbs = await page.evaluate(() => {
    const element = document.createElement('webview');
    element.setAttribute('src', 'nerd-tray://window/index.html');
    document.body.append(element);
    return ['loadURL', 'executeJavaScript', 'getWebContentsId'].filter((name) => name in element);
  });
  expect(verbs).toEqual([]);
  const contents = await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.getType()));
  expect(contents).toEqual(['window']);
});

test('the bridge has verbs only, and no way to a channel', async () => {
  const members = await page.evaluate(() => Object.keys(window.nerd).sort());
  expect(members).toEqual(['history', 'onSnapshot', 'send', 'snapshot']);
});

describe('the content security policy', () => {
  test('comes with the page and allows nothing but its own files', async () => {
    const policy = await page.evaluate(async () => {
      const wanted = new Set(['script-src-elem', 'img-src', 'connect-src']);
      const allRefused = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          wanted.delete(effectiveDirective);
          if (wanted.size === 0) resolve();
        });
      });
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.body.append(script);
      new Image().src = 'https://example.com/pixel.png';
      const fetched = await fetch('https://example.com/').then(
        () => 'fetched',
        () => 'refused',
      );
      await allRefused;
      return { fetched, injected: 'injected' in globalThis };
    });
    expect(policy).toEqual({ fetched: 'refused', injected: false });
  });

  test('does not depend on the page: it is in the answer’s headers', async () => {
    const answered = page.waitForResponse((response) => response.url().endsWith('index.html'));
    await page.reload();
    const headers = (await answered).headers();
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  });
});

test('the page’s scheme gives its own files and no others', async () => {
  const statuses = await app.evaluate(async ({ session }) => {
    const paths = [
      'index.html',
      'index.js',
      '../main/index.js',
      '..%2fmain%2findex.js',
      '%2e%2e/main/index.js',
      'package.json',
      '',
    ];
    const answers = await Promise.all(
      paths.map((path) =>
        session.defaultSession.fetch(`nerd-tray://window/${path}`, { bypassCustomProtocolHandlers: false }),
      ),
    );
    const other = await session.defaultSession.fetch('nerd-tray://elsewhere/index.html');
    return [...answers, other].map(({ status }) => status);
  });
  expect(statuses).toEqual([200, 200, 404, 404, 404, 404, 404, 404]);
});

test('no page pastes by itself, or has a name looked up in advance', async () => {
  // A look-up leaves by the system's resolver, where no test of a page can hear it.
  const settings = await app.evaluate(({ app: electron }) => electron.commandLine.getSwitchValue('blink-settings'));
  expect(settings.split(',').sort()).toEqual(['DOMPasteAllowed=false', 'dnsPrefetchingEnabled=false']);
});

test('nothing is printed, and no file is chosen to be written', async () => {
  // The print dialog would stop the page until somebody has answered it.
  const said = page.waitForEvent('console', (message) => message.text().includes("Ignored call to 'print()'"));
  await page.evaluate(() => window.print());
  await said;
  expect(await page.evaluate(() => Object.keys(window).filter((name) => /^show\w+Picker$/u.test(name)))).toEqual([]);
});

test('navigation, new windows, frames and permissions are refused', async () => {
  const before = page.url();
  const result = await page.evaluate(async () => {
    const opened = window.open('https://example.com/') === null ? 'refused' : 'opened';
    location.href = 'https://example.com/';
    const permission = await navigator.permissions.query({ name: 'geolocation' });
    const notification = await Notification.requestPermission();
    return { opened, geolocation: permission.state, notification };
  });
  expect(result).toEqual({ opened: 'refused', geolocation: 'denied', notification: 'denied' });
  expect(app.windows()).toHaveLength(1);
  // Asked of main: Playwright waits for the navigation that was refused.
  const after = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const heading: unknown = await contents?.executeJavaScript('document.querySelector("h1").textContent');
    return [contents?.getURL(), heading];
  });
  expect(after).toEqual([before, 'Connect to NERD']);
});

describe('IPC', () => {
  test('from a frame that is not the window’s main frame is refused', async () => {
    const answers = await app.evaluate(async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await stranger.loadURL('about:blank');
      const ask = (code: string): Promise<unknown> =>
        stranger.webContents.executeJavaScript(
          `${code}.then(() => 'answered', (error) => error.message)`,
        ) as Promise<unknown>;
      const answers = [
        await ask('window.nerd.snapshot()'),
        await ask('window.nerd.history()'),
        await ask("window.nerd.send({ kind: 'copyAccessToken' })"),
      ];
      stranger.destroy();
      return answers;
    }, `${SHIPPED_ENTRY}/out/preload/index.cjs`);
    for (const answer of answers) expect(answer).toContain('not the window of NERD Tray');
  });

  test('that is no command is refused, without repeating what it held', async () => {
    const answer = await page.evaluate(() =>
      window.nerd.send({ kind: 'connect', text: { secret: 'planted-secret' } as unknown as string }).then(
        () => 'answered',
        (error: unknown) => String(error),
      ),
    );
    expect(answer).toContain('not a command of NERD Tray');
    expect(answer).not.toContain('planted-secret');
  });

  test('opens no link that is not on the list', async () => {
    const answer = await page.evaluate(() =>
      window.nerd.send({ kind: 'openLink', link: 'https://example.com/' as 'nerd' }).then(
        () => 'answered',
        (error: unknown) => String(error),
      ),
    );
    expect(answer).toContain('not a command of NERD Tray');
  });
});

test('with no window there is no renderer process', async () => {
  const renderers = () =>
    app.evaluate(({ app: electron }) => electron.getAppMetrics().filter(({ type }) => type === 'Tab').length);
  expect(await renderers()).toBe(1);
  await page.close();
  await expect.poll(renderers).toBe(0);
});

test('there is no menu, which by Electron’s own would reload the page and open the developer tools', async () => {
  expect(await app.evaluate(({ Menu }) => Menu.getApplicationMenu())).toBeNull();
});
