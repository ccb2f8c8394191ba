import type { EpochMs, DurationMs } from '../../preload/contract/time.ts';

// This is IMF-fixdate, the one form that servers may send (RFC 9110 §5.6.7). Date.parse alone accepts rubbish like
// "soon 1".
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Gives the moment that a header names, which is a whole second; undefined if it names none. */
export function httpDate(header: string | undefined): EpochMs | undefined {
  const text = header?.trim();
  if (text === undefined || !HTTP_DATE.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

/**
 * Gives how long a server asks to wait: Retry-After in seconds or as a date (RFC 9110 §10.2.3), limited to 1 s to 1 h.
 * A date is measured from the server's own Date header where there is one, so that a wrong local clock does not matter.
 * Gives undefined for anything else.
 */
export function retryAfterMs(
  retryAfter: string | undefined,
  serverDate: string | undefined,
  now: EpochMs,
): DurationMs | undefined {
  const text = retryAfter?.trim() ?? '';
  const until = httpDate(text);
  const askedMs = /^\d+$/.test(text)
    ? Number(text) * SECOND_MS
    : until !== undefined
      ? until - (httpDate(serverDate) ?? now)
      : undefined;
  return askedMs === undefined ? undefined : Math.min(Math.max(askedMs, SECOND_MS), HOUR_MS);
}
