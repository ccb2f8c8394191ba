import type { Kill, Phase } from './kills.ts';

const WORDS: Readonly<Record<Phase, string>> = {
  asked: 'before the answer',
  answered: 'between answer and keychain',
  stored: 'after the keychain was written',
};

/** How many kills fell into each phase, in one line. */
export function tally(kills: readonly Kill[]): string {
  const counts = Object.entries(WORDS).map(
    ([phase, words]) => `${kills.filter((kill) => kill.phase === phase).length} ${words}`,
  );
  return `${kills.length} kills: ${counts.join(', ')}`;
}
