import type { BrokenPromise } from './reference/broken-promise.ts';
import { simulateWeek } from './week.ts';
import { conditionsOf, weekSeed, type WeekId } from './world/conditions.ts';
import type { Happening } from './world/happening-kinds.ts';
import { happeningsOf } from './world/happenings.ts';

/** How many shorter lists of happenings are tried at most. */
const MOST_TRIES = 1000;

/**
 * Gives a short list of happenings that still breaks the same promise, by delta debugging (Zeller and Hildebrandt,
 * 2002). It leaves out halves, then quarters and so on, as long as the promise is still broken.
 */
export async function shrink(id: WeekId, { promise, at: brokenAt }: BrokenPromise): Promise<readonly Happening[]> {
  let tries = 0;
  const breaks = async (happenings: readonly Happening[]): Promise<boolean> => {
    tries += 1;
    const { broken } = await simulateWeek(id, happenings);
    return broken.some((each) => each.promise === promise);
  };
  const conditions = conditionsOf(weekSeed(id));
  let story: readonly Happening[] = happeningsOf(conditions).filter(
    ({ atMs }) => conditions.startAt + atMs <= brokenAt,
  );
  let size = Math.ceil(story.length / 2);
  while (size >= 1 && story.length > 0 && tries < MOST_TRIES) {
    let isShorter = false;
    for (let from = 0; from < story.length && tries < MOST_TRIES;) {
      const shorter = story.filter((_, index) => index < from || index >= from + size);
      if (await breaks(shorter)) [story, isShorter] = [shorter, true];
      else from += size;
    }
    if (size === 1 && !isShorter) break;
    size = isShorter && size === 1 ? 1 : Math.floor(size / 2);
  }
  return story;
}
