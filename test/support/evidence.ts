import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TestRunner } from 'vitest';
import type { Desktop } from './desktop/desktop.ts';

/** The folder of screenshots and logs of failed tests, relative to the project's folder. */
const FOLDER = join('out', 'test-results', 'failed');

/**
 * Whether the test that runs has failed; to be asked in `afterEach`, since an assertion that is only about to fail the
 * test is not known before.
 */
export function hasFailed(): boolean {
  return TestRunner.getCurrentTest()?.result?.state === 'fail';
}

/** Where the evidence of the test that runs goes, and what the files' names begin with. */
export async function evidencePath(ending: string): Promise<string> {
  const name = TestRunner.getCurrentTest()?.name ?? 'a test';
  await mkdir(FOLDER, { recursive: true });
  return join(FOLDER, `${name.replaceAll(/[^\w]+/gu, '-').slice(0, 80)}-${process.pid}${ending}`);
}

/**
 * Where the test has failed: takes a picture of the desktop's screen, copies the app's logs, and prints where they are.
 * To be called before the app and its desktop are ended.
 */
export async function saveEvidence({ home, screenshot }: Pick<Desktop, 'home' | 'screenshot'>): Promise<void> {
  if (!hasFailed()) return;
  try {
    const picture = await evidencePath('.png');
    await screenshot(picture);
    console.log(`The screen when it failed: ${picture}`);
    const files = await readdir(home, { recursive: true, withFileTypes: true });
    for (const { parentPath, name } of files.filter((file) => file.name === 'nerd-tray.log')) {
      const copy = await evidencePath('.log');
      await copyFile(join(parentPath, name), copy);
      console.log(`The app’s log: ${copy}`);
    }
  } catch (error) {
    // The failure itself is what has to be told.
    console.log(`What there was to see could not be kept: ${String(error)}`);
  }
}
