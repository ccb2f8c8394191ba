import type { Job, Report } from '../../build/soak.mjs';
import { plainYearCpuMs } from './plain-year.ts';
import { tellStory } from './story.ts';
import { liveWeek } from './week.ts';
import { addCounts, NO_FAULTS } from './world/tally.ts';

/** Tells often enough that a terminal shows that something happens. */
const TOLD_EVERY = 100;

async function work({ seed, from, to, step, stories }: Job, tell: (report: Report) => void): Promise<void> {
  let weeks = 0;
  let events = 0;
  let lost = 0;
  let faults = NO_FAULTS;
  let told = 0;
  for (let week = from; week < to; week += step) {
    const result = await liveWeek({ seed, week });
    weeks += 1;
    events += result.events;
    lost += result.lost;
    faults = addCounts(faults, result.faults);
    const [first] = result.broken;
    if (first !== undefined) {
      const story = told < stories ? { story: await tellStory({ seed, week }, first) } : {};
      told += 1;
      tell({ kind: 'broken', week, broken: result.broken, ...story });
    }
    if (weeks < TOLD_EVERY) continue;
    tell({ kind: 'lived', weeks, events, lost, faults });
    [weeks, events, lost] = [0, 0, 0];
    faults = NO_FAULTS;
  }
  tell({ kind: 'lived', weeks, events, lost, faults });
  if (from === 0) tell({ kind: 'year', cpuMs: await plainYearCpuMs() });
}

process.once('message', (job: Job) => {
  void work(job, (report) => process.send?.(report)).then(() => process.disconnect());
});
