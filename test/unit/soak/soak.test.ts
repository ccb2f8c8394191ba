import { expect, test } from 'vitest';
import { tellStory } from '../../soak/story.ts';
import { liveWeek } from '../../soak/week.ts';

const WEEKS = 100;

test(`${WEEKS} weeks break no promise`, { timeout: 60_000 }, async () => {
  let events = 0;
  const stories: string[] = [];
  for (let week = 0; week < WEEKS; week += 1) {
    const name = { seed: 0, week };
    const result = await liveWeek(name);
    events += result.events;
    for (const broken of result.broken.slice(0, 1)) stories.push(await tellStory(name, broken));
  }
  expect(stories.join('\n')).toBe('');
  // Each week is thousands of them: a world that stood still would break no promise either.
  expect(events).toBeGreaterThan(WEEKS * 1000);
});

test('the same week is lived through in the same way', async () => {
  const name = { seed: 7, week: 3 };
  expect(await liveWeek(name)).toEqual(await liveWeek(name));
});
