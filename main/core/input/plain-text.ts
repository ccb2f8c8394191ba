/** Spaces and line breaks, and what is not seen; but for the two joiners, which Persian names and emoji are written with. */
const NOT_PLAIN = /(?:(?![\u200c\u200d])[\p{C}\p{Z}])+/gu;

/**
 * Makes a text from outside fit for a sentence: without line breaks, without the invisible characters that reverse the
 * direction of what follows, and with at most `longest` characters.
 */
export function plainText(text: string, longest: number): string {
  const plain = Array.from(text.replace(NOT_PLAIN, ' ').trim());
  return plain.length <= longest ? plain.join('') : `${plain.slice(0, longest - 1).join('')}…`;
}
