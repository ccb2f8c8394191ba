import { expect, test } from 'vitest';
import { describeBroken } from '../../soak/story.ts';
import { simulateWeek } from '../../soak/week.ts';
import { addCounts, FAULTS, NO_FAULTS } from '../../soak/world/fault-counter.ts';

const WEEKS = 100;

test(`${WEEKS} weeks break no promise`, { timeout: 60_000 }, async () => {
  let events = 0;
  let faults = NO_FAULTS;
  const stories: string[] = [];
  for (let week = 0; week < WEEKS; week += 1) {
    const name = { seed: 0, week };
    const result = await simulateWeek(name);
    events += result.events;
    faults = addCounts(faults, result.faults);
    for (const broken of result.broken.slice(0, 1)) stories.push(await describeBroken(name, broken));
  }
  expect(stories.join('\n')).toBe('');
  // Each week is thousands of them: a world that stood still would break no promise either.
  expect(events).toBeGreaterThan(WEEKS * 1000);
  expect(FAULTS.filter((fault) => faults[fault] === 0)).toEqual([]);
});

test.each<[seed: number, week: number, lost: number]>([
  [595_852, 7768, 0],
  [595_852, 219, 0],
  [595_853, 4236, 0],
  [595_853, 786, 0],
  [7, 342, 0],
  [7, 1150, 0],
  [6, 981, 0],
  [4, 1009, 0],
  [595_852, 7851, 0],
  // An end in 100 years, one token again and again with a slow keychain, and a cache's time on a machine that was paused.
  [0, 18, 0],
  [595_853, 1513, 0],
  [1, 762, 0],
  [595_852, 4290, 0],
  [595_852, 4358, 0],
  // A rejection that an earlier run had shown.
  [595_852, 319, 0],
  // A click on a rejected session whose request then failed of something else.
  [4, 224, 0],
  // A wrong clock, and tokens said to live for years, whose Date counts for nothing.
  [9, 197, 0],
  // Two requests of processes that died arrive after the one of the third, and are answered to nobody.
  [6, 1035, 1],
])('of seed %i week %i, which broke a promise once, breaks none any more', async (seed, week, lost) => {
  expect(await simulateWeek({ seed, week })).toMatchObject({ broken: [], lost });
});

test('the same week is lived through in the same way', async () => {
  const name = { seed: 7, week: 3 };
  expect(await simulateWeek(name)).toEqual(await simulateWeek(name));
});
