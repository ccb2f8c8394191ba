// npm run kill: kills the package's app at random moments, 100 unless --moments says otherwise; --seed repeats a run.
import { parseArgs } from 'node:util';
import { killAtRandomMoments, SessionLost } from './kills.ts';
import { tally } from './tally.ts';

const LARGEST_SEED = 2 ** 32;

const { values } = parseArgs({ options: { moments: { type: 'string' }, seed: { type: 'string' } } });
const moments = Number(values.moments ?? 100);
const seed = Number(values.seed ?? Math.floor(Math.random() * LARGEST_SEED));
if (!Number.isInteger(moments) || moments < 1 || !Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
  console.error('Options: --moments N, --seed N; both are whole numbers.');
  process.exit(2);
}

console.log(`Killing the app at ${moments} random moments, seed ${seed}.`);
let survived = 0;
try {
  const kills = await killAtRandomMoments({
    moments,
    seed,
    onSurvived({ act, phase }) {
      survived += 1;
      console.log(`${String(survived).padStart(4)}  ${act.padEnd(8)} ${phase}`);
    },
  });
  console.log(`${tally(kills)}; 0 sessions lost (seed ${seed})`);
} catch (error) {
  if (!(error instanceof SessionLost)) throw error;
  console.error(`${error.message}. To repeat it: npm run kill -- --moments ${moments} --seed ${seed}`);
  process.exitCode = 1;
}
