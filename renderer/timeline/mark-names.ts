import { activityText } from '../text/activity-text.ts';
import type { ActivityTimes } from '../text/activity-times.ts';
import type { TimelineMark } from './timeline-marks.ts';

/** The names of a timeline's marks, each with the day and the time. */
export function markNames(marks: readonly { readonly mark: TimelineMark }[], times: ActivityTimes): readonly string[] {
  return marks.map(({ mark }) => markName(mark, times));
}

/** The name of a mark. */
function markName(mark: TimelineMark, times: ActivityTimes): string {
  const when = times.dayRange(mark.at, mark.endAt);
  const { marks, failure } = activityText;
  switch (mark.kind) {
    case 'refresh':
      return mark.times === 1 ? marks.refreshed(when, times.seconds(mark.tookMs)) : marks.refreshes(mark.times, when);
    case 'failure':
      return mark.reason === undefined
        ? marks.severalFailed(when, mark.times)
        : marks.failed(failure[mark.reason], when, mark.times);
    case 'slept':
      return marks.slept(when);
    case 'quit':
    case 'lost':
      return marks.quit(when);
    case 'pause':
      return marks.paused(when);
    case 'unknown':
      return marks.unknown(times.dayRange(mark.endAt, mark.endAt));
    case 'now':
      return marks.now(when);
    case 'begin':
    case 'end':
      return mark.name;
  }
}
