// npm run chaos: 30 minutes unless --minutes says otherwise; --seed repeats what was drawn.
import { parseArgs } from 'node:util';
import { randomSeed, parseNumber } from '../seed.ts';
import { RuleViolation } from './rule-violation.ts';
import { runChaos } from './chaos.ts';

const LINES_SHOWN = 30;

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = parseNumber(values.minutes, 30);
const seed = parseNumber(values.seed, randomSeed());
if (minutes === undefined || minutes < 1 || seed === undefined) {
  console.error('Options: --minutes N, --seed N; both are whole numbers.');
  process.exit(2);
}

console.log(`Disturbing the app for ${minutes} minutes, seed ${seed}.`);
const lines: string[] = [];
try {
  const { disturbances, clicks, copies } = await runChaos({ minutes, seed, log: (line) => void lines.push(line) });
  console.log(`${copies} copies looked at; connected at the end, with nothing lost.`);
  console.log(`chaos: ${minutes} min, ${disturbances} disturbances, ${clicks} clicks, 0 broken (seed ${seed})`);
} catch (error) {
  console.error(lines.slice(-LINES_SHOWN).join('\n'));
  if (!(error instanceof RuleViolation)) throw error;
  console.error(`${error.message}. To try it again: npm run chaos -- --minutes ${minutes} --seed ${seed}`);
  process.exitCode = 1;
}
