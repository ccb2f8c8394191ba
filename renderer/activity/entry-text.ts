import { span } from '../../main/core/time/time-format.ts';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import { CREDENTIALS } from '../../main/core/messages/credentials.ts';
import type { HistoryEntry, HistoryEvent } from '../../preload/contract/history.ts';
import type { ActivityTimes } from '../text/activity-times.ts';
import { activityText as text } from '../text/activity-text.ts';
import type { Downtime } from '../timeline/downtime.ts';

/** The list's text for a time in which the app could do nothing. */
export function downtimeText({ kind, at, endAt }: Downtime, times: ActivityTimes): string {
  return text[kind](times.later(endAt, at));
}

/** The list's text for an entry; undefined where another line covers it. */
export function entryText(entry: HistoryEntry, times: ActivityTimes): string | undefined {
  switch (entry.kind) {
    case 'started':
      return text.started;
    case 'stopped':
    case 'slept':
    case 'woke':
      return undefined;
    case 'refresh':
      return refreshText(entry, times);
    case 'copy': {
      const lasted = entry.lastsMs === undefined ? undefined : span(entry.lastsMs);
      return entry.ok ? text.copied(entry.times, lasted) : text.notCopied(entry.times);
    }
    case 'connect':
      return connectText(entry);
    case 'switch':
      return entry.ok ? text.switched[entry.to] : undefined;
    case 'forget':
      return entry.ok ? text.forgotten[entry.of ?? 'refreshToken'] : text.notForgotten;
    case 'pause':
      return text.pause[entry.until];
    case 'resume':
      return text.resumed;
    case 'warning':
      return text.warning[entry.of];
    case 'snooze':
      return text.snooze[entry.until];
    case 'clock':
      return clockText(entry.skewMs);
  }
}

function refreshText(
  entry: Extract<HistoryEvent, { kind: 'refresh' }> & Pick<HistoryEntry, 'times'>,
  times: ActivityTimes,
): string | undefined {
  // The request that tries an entered token is covered by the line of its result.
  if (entry.of === 'candidate' && (!entry.own || entry.result === 'granted')) return undefined;
  if (entry.result !== 'granted') return text.failed(text.failure[entry.result], entry.times);
  return (entry.own ? text.refreshed : text.refreshedAsAsked)(times.seconds(entry.tookMs));
}

function connectText({ account, renewed, result }: Extract<HistoryEvent, { kind: 'connect' }>): string {
  if (result !== 'connected') return text.connect[result](CREDENTIALS[account].name);
  return renewed || account !== 'refreshToken' ? text.renewed[account] : text.connect.connected();
}

function clockText(skewMs: number): string {
  const offMs = Math.round(Math.abs(skewMs) / MINUTE_MS) * MINUTE_MS;
  return offMs < 2 * MINUTE_MS ? text.clockRight : text.clockWrong(span(offMs), skewMs > 0);
}
