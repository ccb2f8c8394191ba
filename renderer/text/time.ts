import { span } from '../../main/core/time/time-format.ts';
import { HOUR_MS, MINUTE_MS } from '../../main/core/time/time.ts';
import type { DurationMs } from '../../preload/contract/time.ts';

/** One part of a span: "42" is a figure, " min" is its unit. */
export interface SpanPart {
  readonly kind: 'figure' | 'unit';
  readonly text: string;
}

/** A span as main formats it, split into figures and units so that they can differ in size. */
export function spanParts(spanMs: DurationMs): readonly SpanPart[] {
  return span(spanMs)
    .split(/(\d+)/u)
    .filter((text) => text !== '')
    .map((text) => ({ kind: /^\d/u.test(text) ? 'figure' : 'unit', text }));
}

/** How long until the shown span changes; undefined once it no longer does. */
export function untilNextChange(leftMs: DurationMs): DurationMs | undefined {
  if (leftMs <= 0) return undefined;
  return (leftMs % MINUTE_MS) + 1;
}

/** An hour of the day, 0 to 24, in the user's locale. */
export function hourText(hour: number, locale: string): string {
  if (hour === 24) return 'midnight';
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  return clock.format(hour * HOUR_MS);
}
