// npm run soak: runs weeks of the real core and service on simulated time, in two processes.
//   --weeks N   how many weeks (10000)
//   --seed N    which weeks (a random seed)
//   --week N    this one week of a seed alone
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
 * What a worker has to run: every `step`-th week from `from` on, up to but not including `to`.
 * @typedef {object} Job
 * @property {number} seed
 * @property {number} from
 * @property {number} to
 * @property {number} step
 * @property {number} stories how many of the broken weeks are shrunk and described; the others are only counted
 */

/**
 * @typedef {{ kind: 'lived', weeks: number, events: number, lost: number, faults: Readonly<Record<string, number>> }
 *   | { kind: 'broken', week: number, broken: readonly { promise: string, what: string }[], story?: string }
 *   | { kind: 'year', cpuMs: number }} Report
 */

/** One for each of the two cores that a machine is expected to have. */
const WORKERS = 2;
/** A worker that finds more broken weeks than these has most likely found the same mistake again. */
const STORIES_PER_WORKER = 5;

/**
 * The number that an option was given.
 * @param {string} name of the option, without its dashes
 * @param {string | undefined} text
 * @param {number} defaultValue of an option that was left out
 * @throws {SetupError} if the text is no whole number of at most nine digits
 */
function parseNumber(name, text, defaultValue) {
  if (text === undefined) return defaultValue;
  if (!/^\d{1,9}$/.test(text)) throw new SetupError(`--${name} takes a whole number, not "${text}".`);
  return Number(text);
}

/**
 * Runs a job in a separate process.
 * @param {Job} job
 * @param {(report: Report) => void} onReport
 * @returns {Promise<number | null>} its exit status; null if a signal ended it
 */
function runWorker(job, onReport) {
  const child = fork(join(projectFolder, SOAK.folder, SOAK.file));
  child.on('message', (report) => onReport(/** @type {Report} */ (report)));
  child.send(job);
  return new Promise((resolve) => child.once('exit', resolve));
}

await runCommand(async () => {
  await setUpPackages();
  const text = { type: /** @type {const} */ ('string') };
  const { values } = parseArgs({ options: { weeks: text, seed: text, week: text } });
  if (values.week !== undefined && values.seed === undefined) throw new SetupError('--week needs its --seed.');
  const seed = parseNumber('seed', values.seed, randomInt(1_000_000));
  const from = parseNumber('week', values.week, 0);
  const to = values.week === undefined ? parseNumber('weeks', values.weeks, 10_000) : from + 1;
  await compile([SOAK]);

  let weeks = 0;
  let events = 0;
  let broken = 0;
  let lost = 0;
  /** @type {Map<string, number>} */
  const faults = new Map();
  /** @type {(report: Report) => void} */
  const onReport = (report) => {
    if (report.kind === 'lived') {
      weeks += report.weeks;
      events += report.events;
      lost += report.lost;
      for (const [fault, count] of Object.entries(report.faults)) faults.set(fault, (faults.get(fault) ?? 0) + count);
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
      runWorker({ seed, from: from + index, to, step: WORKERS, stories: STORIES_PER_WORKER }, onReport),
    ),
  );
  if (statuses.some((status) => status !== 0)) throw new SetupError('A worker of the soak crashed: see above.');
  console.log(`${Math.round((Date.now() - startedAt) / 1000)} s.`);
  console.log(`${weeks} weeks, ${events} events, ${broken} broken promises`);
  console.log(
    `${lost} sessions lost to a crash between NERD's rotation and the keychain's write: no program can help.`,
  );
  console.log(`Faults that took effect: ${[...faults].map(([fault, count]) => `${fault} ${count}`).join(', ')}.`);
  return broken === 0 ? 0 : 1;
});
