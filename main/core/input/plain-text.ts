/**
 * A short text from outside, to be shown in a sentence: without line breaks and the invisible characters that turn the
 * direction of what follows, and at most `longest` characters.
 */
export function plainText(text: string, longest: number): string {
  const plain = Array.from(text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim());
  return plain.length <= longest ? plain.join('') : `${plain.slice(0, longest - 1).join('')}…`;
}
