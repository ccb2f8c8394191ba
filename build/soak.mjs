// npm run soak: runs weeks of the real core and service on simulated time, in two processes.
//   --weeks N   how many weeks (10000)
//   --seed N    which weeks (a random seed)
//   --week N    this one week of a seed alone
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { runCommand, setUpPackages } from './setup.mjs';
import { SetupError } from './setup/failure.mjs';
import { projectFolder } from './setup/paths.mjs';
import { soakOptions } from './soak/options.mjs';
import { add, NOTHING, summary } from './soak/summary.mjs';
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
 * @typedef {{ kind: 'weeksDone', weeks: number, events: number, lost: number, faults: Readonly<Record<string, number>> }
 *   | { kind: 'broken', week: number, broken: readonly { promise: string, what: string }[], story?: string }
 *   | { kind: 'year', cpuMs: number }} Report
 */

/** One for each of the two cores that a machine is expected to have. */
const WORKERS = 2;
/** A worker that finds more broken weeks than these has most likely found the same mistake again. */
const STORIES_PER_WORKER = 5;

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
  const { seed, from, to } = soakOptions(process.argv.slice(2));
  await compile([SOAK]);

  let sum = NOTHING;
  /** @type {(report: Report) => void} */
  const onReport = (report) => {
    if (report.kind === 'weeksDone') {
      sum = add(sum, report);
      if (process.stdout.isTTY) process.stdout.write(`\r${sum.weeks} weeks `);
    } else if (report.kind === 'broken') {
      sum = { ...sum, broken: sum.broken + report.broken.length };
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
  console.log(summary(seed, sum));
  return sum.broken === 0 ? 0 : 1;
});
