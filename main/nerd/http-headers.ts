import type { EpochMs } from '../../preload/contract/snapshot.ts';

// IMF-fixdate, the one form servers may send (RFC 9110 §5.6.7). Date.parse alone takes rubbish like "soon 1".
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The moment a header names, in whole seconds; undefined if it names none. */
export function httpDate(header: string | undefined): EpochMs | undefined {
  const text = header?.trim();
  if (text === undefined || !HTTP_DATE.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}
