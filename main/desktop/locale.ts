/** English with the 24-hour clock, where the system names no locale of its own ("C" and "POSIX" on Linux). */
const FALLBACK = 'en-GB';

/** A locale that `Intl` takes (BCP 47), from what the system says. */
export function intlLocale(systemLocale: string): string {
  try {
    const [supported] = Intl.DateTimeFormat.supportedLocalesOf(systemLocale);
    return supported ?? FALLBACK;
  } catch {
    return FALLBACK; // a RangeError: not a language tag at all
  }
}
