/**
 * The system's time zone as it is now. Node reads it once; a write to `TZ`, even one that changes nothing, makes it
 * read the system's zone anew (https://nodejs.org/api/cli.html#tz).
 */
export function systemTimeZone(): string | undefined {
  const { TZ } = process.env;
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // What ICU says of a system whose zone it does not know, and does not take itself.
  return timeZone === 'Etc/Unknown' ? undefined : timeZone;
}
