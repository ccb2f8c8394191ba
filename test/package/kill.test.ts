import { expect, test } from 'vitest';
import { killAtRandomMoments } from '../support/kill/kills.ts';
import { tally } from '../support/kill/tally.ts';
import { randomSeed } from '../support/seed.ts';

test('killed at any moment, it goes on at its next start with nothing lost', async () => {
  const seed = randomSeed();
  const kills = await killAtRandomMoments({ moments: 10, seed });
  console.log(`${tally(kills)} (seed ${seed})`);
  const unknownToTheDisk = kills.filter(({ phase }) => phase !== 'stored');
  expect(unknownToTheDisk).not.toEqual([]);
}, 180_000);
