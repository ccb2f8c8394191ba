// npm run kill: kills the package at random moments, 100 unless --moments says otherwise; --seed repeats a run.
import { parseArgs } from 'node:util';
import { randomSeed, parseNumber } from '../seed.ts';
import { killAtRandomMoments } from './kills.ts';
import { StateLost } from './recovery.ts';
import { tally } from './tally.ts';

const { values } = parseArgs({ options: { moments: { type: 'string' }, seed: { type: 'string' } } });
const moments = parseNumber(values.moments, 100);
const seed = parseNumber(values.seed, randomSeed());
if (moments === undefined || moments < 1 || seed === undefined) {
  console.error('Options: --moments N, --seed N; both are whole numbers.');
  process.exit(2);
}

console.log(`Killing the package at ${moments} random moments, seed ${seed}.`);
let survived = 0;
try {
  const kills = await killAtRandomMoments({
    moments,
    seed,
    onSurvived({ activity, phase, which }) {
      survived += 1;
      console.log(`${String(survived).padStart(4)}  ${activity.padEnd(8)} ${phase.padEnd(9)} ${which}`);
    },
  });
  console.log(`${tally(kills)}.`);
  console.log(`kill: ${kills.length} times killed, 0 lost (seed ${seed})`);
} catch (error) {
  if (!(error instanceof StateLost)) throw error;
  console.error(`${error.message}. To repeat it: npm run kill -- --moments ${moments} --seed ${seed}`);
  console.log(`kill: ${survived + 1} times killed, 1 lost (seed ${seed})`);
  process.exitCode = 1;
}
