// npm run soak: weeks of the real core and service on simulated time, in two processes.
//   --weeks N   how many (10000)     --seed N   which ones (new ones)     --week N   that one of a seed alone
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from './compile.mjs';
import { runCommand, setUpPackages } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { projectFolder } from './setup/paths.mjs';
import { SOAK } from './vite/target-list.mjs';

/**
 * What a worker is asked for: every `step`-th week from `from` on, up to `to`.
 * @typedef {object} Job
 * @property {number} seed
 * @property {number} from
 * @property {number} to
 * @property {number} step
 * @property {number} stories how many of the broken weeks are shrunk and told; the others are counted
 */

/**
 * @typedef {{ kind: 'lived', weeks: number, events: number, lost: number }
 *   | { kind: 'broken', week: number, broken: readonly { promise: string, what: string }[], story?: string }
 *   | { kind: 'year', cpuMs: number }} Report
 */

const WORKERS = 2;
/** More than these would be the same story again. */
const STORIES_PER_WORKER = 5;

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {number} otherwise
 */
function number(name, text, otherwise) {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new SetupError(`--${name} takes a whole number, not "${text}".`);
  return Number(text);
}

/**
 * @param {Job} job
 * @param {(report: Report) => void} tell
 * @returns {Promise<number | null>} its exit status
 */
function work(job, tell) {
  const child = fork(join(projectFolder, SOAK.folder, SOAK.file));
  child.on('message', (report) => tell(/** @type {Report} */ (report)));
  child.send(job);
  return new Promise((resolve) => child.once('exit', resolve));
}

await runCommand(async () => {
  await setUpPackages();
  const text = { type: /** @type {const} */ ('string') };
  const { values } = parseArgs({ options: { weeks: text, seed: text, week: text } });
  if (values.week !== undefined && values.seed === undefined) throw new SetupError('--week needs its --seed.');
  const seed = number('seed', values.seed, randomInt(1_000_000));
  const from = number('week', values.week, 0);
  const to = values.week === undefined ? number('weeks', values.weeks, 10_000) : from + 1;
  await compile([SOAK]);

  let weeks = 0;
  let events = 0;
  let broken = 0;
  let lost = 0;
  /** @type {(report: Report) => void} */
  const tell = (report) => {
    if (report.kind === 'lived') {
      weeks += report.weeks;
      events += report.events;
      lost += report.lost;
      if (process.stdout.isTTY) process.stdout.write(`\r${weeks} weeks `);
    } else if (report.kind === 'broken') {
      broken += report.broken.length;
      const all = report.broken.map(({ promise, what }) => `${promise}: ${what}`).join('; ');
      console.log(report.story ?? `Week ${report.week} of seed ${seed}: ${all}`);
    } else {
      console.log(`A year of one plain client costs ${(report.cpuMs / 1000).toFixed(2)} s of CPU.`);
    }
  };
  console.log(`Seed ${seed}.`);
  const startedAt = Date.now();
  const statuses = await Promise.all(
    Array.from({ length: Math.min(WORKERS, to - from) }, (_none, index) =>
      work({ seed, from: from + index, to, step: WORKERS, stories: STORIES_PER_WORKER }, tell),
    ),
  );
  if (statuses.some((status) => status !== 0)) throw new SetupError('A worker of the soak crashed: see above.');
  console.log(`${Math.round((Date.now() - startedAt) / 1000)} s.`);
  console.log(`${weeks} weeks, ${events} events, ${broken} broken promises`);
  console.log(
    `${lost} sessions lost to a crash between NERD's rotation and the keychain's write: no program can help.`,
  );
  return broken === 0 ? 0 : 1;
});
