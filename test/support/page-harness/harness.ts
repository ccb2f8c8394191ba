import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { _electron, type Page } from 'playwright';
import { startXvfb } from '../desktop/xvfb.ts';
import { installFakeBridge, type PageState } from './fake-bridge.ts';
import type { PageView } from './views.ts';

/** The folder of the compiled page, below the project's folder, from which tests and gallery are run. */
const PAGE = 'out/renderer';
const HOST = 'test/support/page-harness/host';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The window’s page in an engine of its own, and what brings it into a state. */
export interface PageHarness {
  readonly page: Page;
  /** The address at which the page is served. */
  readonly url: string;
  /** Loads the page again with a fake main that tells and answers what `state` holds. */
  open(state: PageState): Promise<void>;
  /** Clicks from a view's state, which has to be open, to the view. */
  navigate(view: PageView): Promise<void>;
  /** Opens a view's state and clicks to the view. */
  show(view: PageView): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the compiled page (`out/renderer`) in the app's own engine, without main, on a private screen. */
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
      // Without a GPU Chromium would emulate one, which draws the same more slowly.
      args: [HOST, '--disable-gpu', '--lang=en-GB', `--user-data-dir=${join(folder, 'profile')}`],
      chromiumSandbox: process.env['NERD_TRAY_NO_SANDBOX'] !== '1',
      env: { ...environment(), DISPLAY: screen.display, TZ: 'Europe/Berlin' },
    });
    undo.push(() => app.close());
    const page = await app.firstWindow();
    const open = async (state: PageState) => {
      const script = await page.addInitScript(installFakeBridge, state);
      // A pointer that is left over a button would highlight it.
      await page.mouse.move(0, 0);
      await page.goto(server.url);
      await page.locator('h1').waitFor();
      await script.dispose();
    };
    const navigate = async (view: PageView) => {
      await view.navigate?.(page);
      await page.mouse.move(0, 0);
      // The test that waits for the page tells of the failure.
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
    };
    return {
      page,
      url: server.url,
      open,
      navigate,
      async show(view) {
        await open(view.state);
        await navigate(view);
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
