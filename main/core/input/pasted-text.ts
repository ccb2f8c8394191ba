/**
 * A copied text as it was meant: without the characters that have no width or turn the direction of what follows, which
 * come along from web pages and mails, without a mail's marks of quotation, and without a shell's broken lines.
 */
export function asMeant(text: string): string {
  return withoutInvisible(text)
    .replaceAll(/^[ \t]*>[> \t]*/gmu, '')
    .replaceAll(/\\\r?\n/gu, ' ');
}

/** The text without format characters: zero-width ones, soft hyphens, direction marks, byte order marks. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(/\p{Cf}/gu, '');
}

/** Quotes and brackets of any make, and the marks of a list or of the end of a statement. */
const WRAPPER =
  /[\s"'\u0060\u00b4,;()[\]{}<>\p{Pi}\p{Pf}\u201a\u201e\u300c-\u300f\u2032-\u2037\u2022\u2023\u3008-\u300b\uff02\uff07]/u;

/** The text without what stands around it: white space, quotes, brackets, commas, semicolons. */
export function unwrapped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && WRAPPER.test(text.charAt(start))) start += 1;
  while (start < end && WRAPPER.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
