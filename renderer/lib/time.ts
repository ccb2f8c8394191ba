import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** One part of a span: "42" is a figure, " min" is its unit. */
export interface SpanPart {
  readonly kind: 'figure' | 'unit';
  readonly text: string;
}

/** A span in whole minutes, rounded down so that it never promises more: "42 min", "1 h 5 min", "under 1 min". */
export function spanParts(spanMs: DurationMs): readonly SpanPart[] {
  if (spanMs < MINUTE_MS) return [unit('under '), figure(1), unit(' min')];
  const hours = Math.floor(spanMs / HOUR_MS);
  const minutes = Math.floor((spanMs % HOUR_MS) / MINUTE_MS);
  if (hours === 0) return [figure(minutes), unit(' min')];
  return [figure(hours), unit(' h'), ...(minutes === 0 ? [] : [unit(' '), figure(minutes), unit(' min')])];
}

/** The same as one text. */
export function formatSpan(spanMs: DurationMs): string {
  return spanParts(spanMs)
    .map(({ text }) => text)
    .join('');
}

/** The time of day in the user's locale and time zone: "11:00". */
export function formatTime(at: EpochMs, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

/** A moment, as short as is clear on the day of `now`: "11:00", "Friday 16:20", "3 Dec, 16:20". */
export function formatMoment(at: EpochMs, now: EpochMs, locale?: string, timeZone?: string): string {
  const time = formatTime(at, locale, timeZone);
  if (dayOf(at, timeZone) === dayOf(now, timeZone)) return time;
  // Six days, so that a weekday never means the same day of another week.
  if (Math.abs(at - now) < 6 * DAY_MS) return `${format({ weekday: 'long' })} ${time}`;
  return `${format({ day: 'numeric', month: 'short' })}, ${time}`;

  function format(options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);
  }
}

/** How long until the shown span changes; at the end of the last minute it stops changing. */
export function untilNextChange(leftMs: DurationMs): DurationMs | undefined {
  if (leftMs <= 0) return undefined;
  return (leftMs % MINUTE_MS) + 1;
}

function dayOf(at: EpochMs, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

function figure(value: number): SpanPart {
  return { kind: 'figure', text: String(value) };
}

function unit(text: string): SpanPart {
  return { kind: 'unit', text };
}
