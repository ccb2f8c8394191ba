// Runs in main beside the app as it ships (electron -r): opens its window and a bare one in turn, and times their first
// paint. No debugger is attached, which would slow both.
import { app, BrowserWindow, type WebContents } from 'electron';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Timings } from './timings.ts';

const rounds = Number(process.env['NERD_TRAY_BENCH_ROUNDS']);
const refreshToken = process.env['NERD_TRAY_BENCH_TOKEN'] ?? '';
/** Not timed: code caches fill, the first processes start. */
const WARM_UP = 2;

const now = () => performance.timeOrigin + performance.now();

/** When the last of what is largest was painted: the data, in either page. In ms since epoch; waits until it is there. */
async function paintedAt(contents: WebContents): Promise<number> {
  await contents.executeJavaScript(`new Promise((resolve) => {
    const look = () => (document.querySelector('h1') ? resolve() : requestAnimationFrame(look));
    look();
  })`);
  return (await contents.executeJavaScript(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      resolve(performance.timeOrigin + list.getEntries().at(-1).startTime);
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  })`)) as number;
}

/** From the asking to the first paint with data that can be seen, in ms. */
async function time(open: () => void): Promise<number> {
  const made = nextWindow();
  const startedAt = now();
  open();
  const window = await made;
  const shown = once(window, 'show').then(now);
  await once(window.webContents, 'did-finish-load');
  const seenAt = Math.max(await shown, await paintedAt(window.webContents));
  await close(window);
  return seenAt - startedAt;
}

async function nextWindow(): Promise<BrowserWindow> {
  const [, window] = (await once(app, 'browser-window-created')) as [unknown, BrowserWindow];
  return window;
}

async function close(window: BrowserWindow): Promise<void> {
  const closed = once(window, 'closed');
  window.destroy();
  await closed;
}

/** As the window is opened by a second start, a click on the tray or a notification. */
const openApps = () => void app.emit('second-instance');

function openBare(): void {
  const window = new BrowserWindow({
    width: 380,
    height: 560,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(join(process.cwd(), 'test/bench/window/static.html'));
}

/** The app starts signed out and opens its window by itself: connects there. */
async function connect(): Promise<void> {
  const window = await nextWindow();
  await once(window.webContents, 'did-finish-load');
  const result = (await window.webContents.executeJavaScript(
    `window.nerd.send(${JSON.stringify({ kind: 'connect', text: refreshToken })})`,
  )) as { ok: boolean };
  if (!result.ok) throw new Error('the look-alike of NERD did not take the refresh token');
  await close(window);
}

async function run(): Promise<Timings> {
  await connect();
  const timings: Timings = { app: [], bare: [] };
  for (let round = -WARM_UP; round < rounds; round += 1) {
    // Each goes first as often as the other.
    const pair = [['app', openApps] as const, ['bare', openBare] as const];
    for (const [name, open] of round % 2 === 0 ? pair : pair.reverse()) {
      const ms = await time(open);
      if (round >= 0) timings[name].push(ms);
    }
  }
  return timings;
}

void run().then(
  (timings) => {
    console.log(`timings ${JSON.stringify(timings)}`);
    app.quit();
  },
  (error: unknown) => {
    console.error(error);
    app.exit(1);
  },
);
