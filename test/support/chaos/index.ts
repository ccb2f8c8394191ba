// npm run chaos: 30 minutes unless --minutes says otherwise; --seed repeats what was drawn.
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';
import { Broken } from './user.ts';

const LARGEST_SEED = 2 ** 32;
const TOLD_AT_A_BREAK = 30;

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? 30);
const seed = Number(values.seed ?? Math.floor(Math.random() * LARGEST_SEED));
if (!(minutes > 0) || !Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
  console.error('Options: --minutes N, --seed N (a whole number).');
  process.exit(2);
}

console.log(`Disturbing the app for ${minutes} minutes, seed ${seed}.`);
const lines: string[] = [];
try {
  const { disturbances, clicks, copies } = await runChaos({ minutes, seed, tell: (line) => void lines.push(line) });
  console.log(
    `${minutes} min: ${disturbances} disturbances, ${clicks} clicks, ${copies} copies; connected, 0 lost (seed ${seed})`,
  );
} catch (error) {
  console.error(lines.slice(-TOLD_AT_A_BREAK).join('\n'));
  if (!(error instanceof Broken)) throw error;
  console.error(`${error.message}. To try it again: npm run chaos -- --minutes ${minutes} --seed ${seed}`);
  process.exitCode = 1;
}
