import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningApp, AppFixture } from '../app-fixture.ts';
import { RuleViolation } from './rule-violation.ts';

const CHECK_INTERVAL_MS = 250;
/** How long an icon that is made anew may be there beside the old one. */
const SECOND_ICON_LIMIT_MS = 3_000;
/** The lines of the app's log that tell of a mistake of its own. */
const MISTAKES = /"event":"(?:surprise|commandFailed)"/u;

/**
 * Runs `work` and checks all the time that the app lives, has one icon at most, and has met no unexpected error.
 * Whichever fails first ends the other; the work is ended by its signal.
 */
export async function whileWatched<T>(
  fixture: AppFixture,
  app: RunningApp,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const watching = watch(fixture, app, over.signal);
  const working = work(over.signal);
  try {
    await Promise.race([working, watching]);
  } finally {
    over.abort();
    // Every disturbance is ended, even after a rule was broken.
    await Promise.allSettled([working, watching]);
  }
  await watching;
  return working;
}

async function watch({ desktop }: AppFixture, app: RunningApp, signal: AbortSignal): Promise<void> {
  const ended = { yes: false };
  void app.gone.then(() => (ended.yes = true));
  let secondIconAt: number | undefined;
  while (!signal.aborted) {
    if (ended.yes) throw new RuleViolation('The app has ended');
    secondIconAt = desktop.tray.items().length > 1 ? (secondIconAt ?? performance.now()) : undefined;
    if (secondIconAt !== undefined && performance.now() - secondIconAt > SECOND_ICON_LIMIT_MS)
      throw new RuleViolation(`The tray shows ${desktop.tray.items().length} icons`);
    const mistake = (await logLines(app)).find((line) => MISTAKES.test(line));
    if (mistake !== undefined) throw new RuleViolation(`The app has made a mistake: ${mistake}`);
    await sleep(CHECK_INTERVAL_MS);
  }
}

async function logLines({ userDataDir }: RunningApp): Promise<readonly string[]> {
  return (await readFile(join(userDataDir, 'logs', 'nerd-tray.log'), 'utf8')).split('\n');
}
