import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningApp, World } from '../world.ts';
import { Broken } from './broken.ts';

const LOOK_EVERY_MS = 250;
/** An icon that is made anew may be there beside the old one for this long. */
const LONGEST_SECOND_ICON_MS = 3_000;
/** Lines of the app's log that tell of a mistake of its own. */
const MISTAKES = /"event":"(?:surprise|commandFailed)"/u;

/**
 * Does this work while it looks all the time: the app lives, has one icon at most, and was not surprised. The first of
 * both that fails ends the other; the work by its signal.
 */
export async function whileWatched<T>(
  world: World,
  app: RunningApp,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const watching = look(world, app, over.signal);
  const working = work(over.signal);
  try {
    await Promise.race([working, watching]);
  } finally {
    over.abort();
    // What was begun is put right, even after a break.
    await Promise.allSettled([working, watching]);
  }
  await watching;
  return working;
}

async function look({ desktop }: World, app: RunningApp, signal: AbortSignal): Promise<void> {
  const ended = { yes: false };
  void app.gone.then(() => (ended.yes = true));
  let secondIconAt: number | undefined;
  while (!signal.aborted) {
    if (ended.yes) throw new Broken('The app has ended');
    secondIconAt = desktop.tray.items().length > 1 ? (secondIconAt ?? performance.now()) : undefined;
    if (secondIconAt !== undefined && performance.now() - secondIconAt > LONGEST_SECOND_ICON_MS)
      throw new Broken(`The tray shows ${desktop.tray.items().length} icons`);
    const mistake = (await logLines(app)).find((line) => MISTAKES.test(line));
    if (mistake !== undefined) throw new Broken(`The app has made a mistake: ${mistake}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function logLines({ userDataDir }: RunningApp): Promise<readonly string[]> {
  return (await readFile(join(userDataDir, 'logs', 'nerd-tray.log'), 'utf8')).split('\n');
}
