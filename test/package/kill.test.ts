import { expect, test } from 'vitest';
import { killAtRandomMoments } from '../support/kill/kills.ts';
import { tally } from '../support/kill/tally.ts';

const LARGEST_SEED = 2 ** 32;

test('killed at any moment around refresh and store, the app is connected again at its next start', async () => {
  const seed = Math.floor(Math.random() * LARGEST_SEED);
  const kills = await killAtRandomMoments({ moments: 10, seed });
  console.log(`${tally(kills)} (seed ${seed})`);
  const unknownToTheKeychain = kills.filter(({ phase }) => phase !== 'stored');
  expect(unknownToTheKeychain).not.toEqual([]);
}, 120_000);
