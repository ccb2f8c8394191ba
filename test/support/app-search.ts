import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { searchProcesses } from './process-search.ts';
import { searchFolders, searchStream, type Finding, type Secret } from './secret-search.ts';
import { SHIPPED_ENTRY, type RunningApp, type AppFixture } from './app-fixture.ts';

// V8 cuts every string of a heap snapshot at 1024 characters if it is not told otherwise, and so hides what is behind.
/** How an app is started whose heaps are to be searched. */
export const SEARCHABLE = { entry: SHIPPED_ENTRY, args: ['--js-flags=--heap-snapshot-string-limit=10000000'] };

/** Searches the renderer's heap, in the snapshot that DevTools would save. */
export async function searchHeap(page: Page, secrets: readonly Secret[]): Promise<Finding[]> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: Buffer[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(Buffer.from(chunk)));
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot');
  await devtools.detach();
  expect(chunks.length).toBeGreaterThan(0);
  return searchStream('the window’s heap', chunks, secrets);
}

/** Searches the command line and environment of main, its window's renderer, and the helpers of Chromium. */
export async function searchApp({ app }: RunningApp, secrets: readonly Secret[]): Promise<readonly Finding[]> {
  const { findings, processes } = await searchProcesses(app.process().pid ?? 0, secrets);
  expect(processes).toBeGreaterThanOrEqual(4);
  // Chromium writes its title over where the system would show main's environment, so main is asked.
  const environment = await app.evaluate(() => Object.values(process.env).join('\n'));
  return [...findings, ...(await searchStream('environment of main', [Buffer.from(environment)], secrets))];
}

/**
 * Searches the desktop's folder (home with profile, log and cache, run, temp) and what was built. The keyring's own files
 * are left out: they are the keychain, encrypted, and the one place where the refresh token belongs.
 */
export async function searchFiles(
  { desktop }: AppFixture,
  app: RunningApp,
  secrets: readonly Secret[],
): Promise<readonly Finding[]> {
  // What is compiled; `out` may hold copies of the tests too, which name the tokens they make up.
  const compiled = ['main', 'preload', 'renderer'].map((folder) => join(SHIPPED_ENTRY, 'out', folder));
  const folders = [dirname(desktop.home), ...compiled];
  const { findings, files } = await searchFolders(folders, secrets, (path) => path.includes('/keyrings/'));
  const expected = [
    join(app.userDataDir, 'settings.json'),
    join(app.userDataDir, 'history.jsonl'),
    join(app.userDataDir, 'logs', 'nerd-tray.log'),
    join(SHIPPED_ENTRY, 'out', 'main', 'index.js'),
  ];
  expect(files).toEqual(expect.arrayContaining(expected));
  return findings;
}
