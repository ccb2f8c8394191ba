import type { HistoryEntry } from '../../../preload/contract/history.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import { historyLabel } from '../history/history-labels.ts';
import { utcDay, utcTime } from '../time/utc.ts';

/** A parsed line of the log whose event and fields are all known. */
export interface LogLine {
  readonly at: EpochMs;
  readonly event: string;
  readonly fields: Readonly<Record<string, number | boolean | string>>;
}

/** Writes the history as lines of text, with times in UTC. */
export function historyLines(entries: readonly HistoryEntry[]): string[] {
  return byDay(
    entries.map((entry) => {
      const more = entry.times > 1 ? ` (${entry.times} times until ${utcTime(entry.lastAt)})` : '';
      return { at: entry.at, text: `${historyLabel(entry)}${more}` };
    }),
  );
}

/** Writes lines of the log as lines of text, with times in UTC. */
export function logLines(lines: readonly LogLine[]): string[] {
  return byDay(
    lines.map(({ at, event, fields }) => {
      const details = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
      return { at, text: `${event}${details.join('')}` };
    }),
  );
}

/** Writes each day once and then its lines with the time alone, so that they stay short. */
function byDay(lines: readonly { readonly at: EpochMs; readonly text: string }[]): string[] {
  let last: string | undefined;
  return lines.flatMap(({ at, text }) => {
    const day = utcDay(at);
    const line = `${utcTime(at)} ${text}`;
    if (day === last) return [line];
    last = day;
    return [day, line];
  });
}
