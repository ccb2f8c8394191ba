import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from 'playwright';
import { installFakeBridge, type PageState } from './fake-bridge.ts';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = join(PROJECT, 'out/renderer');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface PageHarness {
  readonly page: Page;
  /** Loads the page anew with a main that says and answers what `state` holds. */
  open(state: PageState): Promise<void>;
  stop(): Promise<void>;
}

/** The window's page as compiled to `out/renderer`, in the app's own engine, without main. Needs a display. */
export async function startPageHarness(): Promise<PageHarness> {
  const server = await serve(PAGE);
  const app = await _electron.launch({
    args: [join(PROJECT, 'test/support/page-harness/host'), '--lang=en-GB'],
    chromiumSandbox: process.env['NERD_TRAY_NO_SANDBOX'] !== '1',
    env: { ...environment(), TZ: 'Europe/Berlin' },
  });
  const page = await app.firstWindow();
  return {
    page,
    async open(state) {
      const script = await page.addInitScript(installFakeBridge, state);
      await page.goto(server.url);
      await page.locator('h1').waitFor();
      await script.dispose();
    },
    async stop() {
      await app.close();
      await server.stop();
    },
  };
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
