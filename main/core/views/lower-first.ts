/** A title as it reads within a line. */
export function lowerFirst(text: string): string {
  // "NERD cannot be reached" keeps its capitals.
  return /^[A-Z][a-z]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
