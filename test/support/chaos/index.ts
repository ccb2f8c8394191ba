// npm run chaos: 30 minutes unless --minutes says otherwise; --seed repeats what was drawn.
import { parseArgs } from 'node:util';
import { anySeed, readNumber } from '../seed.ts';
import { Broken } from './broken.ts';
import { runChaos } from './chaos.ts';

const TOLD_AT_A_BREAK = 30;

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = readNumber(values.minutes, 30);
const seed = readNumber(values.seed, anySeed());
if (minutes === undefined || minutes < 1 || seed === undefined) {
  console.error('Options: --minutes N, --seed N; both are whole numbers.');
  process.exit(2);
}

console.log(`Disturbing the app for ${minutes} minutes, seed ${seed}.`);
const lines: string[] = [];
try {
  const { disturbances, clicks, copies } = await runChaos({ minutes, seed, tell: (line) => void lines.push(line) });
  console.log(`${copies} copies looked at; connected at the end, with nothing lost.`);
  console.log(`chaos: ${minutes} min, ${disturbances} disturbances, ${clicks} clicks, 0 broken (seed ${seed})`);
} catch (error) {
  console.error(lines.slice(-TOLD_AT_A_BREAK).join('\n'));
  if (!(error instanceof Broken)) throw error;
  console.error(`${error.message}. To try it again: npm run chaos -- --minutes ${minutes} --seed ${seed}`);
  process.exitCode = 1;
}
