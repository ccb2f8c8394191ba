/**
 * Makes a text from outside fit for a sentence: without line breaks, without the invisible characters that reverse the
 * direction of what follows, and with at most `longest` characters.
 */
export function plainText(text: string, longest: number): string {
  const plain = Array.from(text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim());
  return plain.length <= longest ? plain.join('') : `${plain.slice(0, longest - 1).join('')}…`;
}
