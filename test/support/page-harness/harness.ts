import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { _electron, type Page } from 'playwright';
import { startXvfb } from '../desktop/xvfb.ts';
import { installFakeBridge, type PageState } from './fake-bridge.ts';
import type { PageView } from './views.ts';

/** Below the project's folder, where tests and gallery are run from. */
const PAGE = 'out/renderer';
const HOST = 'test/support/page-harness/host';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface PageHarness {
  readonly page: Page;
  /** Where the page is served. */
  readonly url: string;
  /** Loads the page anew with a main that says and answers what `state` holds. */
  open(state: PageState): Promise<void>;
  /** Does the clicks that lead from a view's state, which is open, to the view. */
  reach(view: PageView): Promise<void>;
  /** Opens a view's state and reaches the view. */
  show(view: PageView): Promise<void>;
  stop(): Promise<void>;
}

/** The window's page as compiled to `out/renderer`, in the app's own engine, without main, on a screen of its own. */
export async function startPageHarness(): Promise<PageHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-page-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const screen = await startXvfb(folder, process.env);
    undo.push(() => screen.stop());
    const server = await serve(PAGE);
    undo.push(() => server.stop());
    const app = await _electron.launch({
      // Where there is no GPU, Chromium would imitate one, which draws the same more slowly.
      args: [HOST, '--disable-gpu', '--lang=en-GB', `--user-data-dir=${join(folder, 'profile')}`],
      chromiumSandbox: process.env['NERD_TRAY_NO_SANDBOX'] !== '1',
      env: { ...environment(), DISPLAY: screen.display, TZ: 'Europe/Berlin' },
    });
    undo.push(() => app.close());
    const page = await app.firstWindow();
    const open = async (state: PageState) => {
      const script = await page.addInitScript(installFakeBridge, state);
      // A pointer that was left over a button would show it pressed on.
      await page.mouse.move(0, 0);
      await page.goto(server.url);
      await page.locator('h1').waitFor();
      await script.dispose();
    };
    const reach = async (view: PageView) => {
      await view.reach?.(page);
      await page.mouse.move(0, 0);
      // Whoever sees it has waited for it.
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
    };
    return {
      page,
      url: server.url,
      open,
      reach,
      async show(view) {
        await open(view.state);
        await reach(view);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function serve(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/' ? '/index.html' : path;
    readFile(join(folder, file)).then(
      (body) =>
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
