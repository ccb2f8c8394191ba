import type { Job, Report } from '../../build/soak.mjs';
import { plainYearCpuMs } from './plain-year.ts';
import { describeBroken } from './story.ts';
import { simulateWeek } from './week.ts';
import { addCounts, NO_FAULTS } from './world/fault-counter.ts';

/** How many weeks a worker simulates between two reports, so that a terminal shows progress every few seconds. */
const WEEKS_PER_REPORT = 100;

/**
 * Simulates the weeks of a job, and sends reports on them. The worker with the first week also measures the plain
 * year.
 */
async function runJob({ seed, from, to, step, stories }: Job, send: (report: Report) => void): Promise<void> {
  let weeks = 0;
  let events = 0;
  let lost = 0;
  let faults = NO_FAULTS;
  let storiesSent = 0;
  for (let week = from; week < to; week += step) {
    const result = await simulateWeek({ seed, week });
    weeks += 1;
    events += result.events;
    lost += result.lost;
    faults = addCounts(faults, result.faults);
    const [first] = result.broken;
    if (first !== undefined) {
      const story = storiesSent < stories ? { story: await describeBroken({ seed, week }, first) } : {};
      storiesSent += 1;
      send({ kind: 'broken', week, broken: result.broken, ...story });
    }
    if (weeks < WEEKS_PER_REPORT) continue;
    send({ kind: 'weeksDone', weeks, events, lost, faults });
    [weeks, events, lost] = [0, 0, 0];
    faults = NO_FAULTS;
  }
  send({ kind: 'weeksDone', weeks, events, lost, faults });
  if (from === 0) send({ kind: 'year', cpuMs: await plainYearCpuMs() });
}

process.once('message', (job: Job) => {
  void runJob(job, (report) => process.send?.(report)).then(() => process.disconnect());
});
