import type { Kill, Phase } from './kills.ts';

const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  before: 'before anything new',
  answered: 'between answer and keychain',
  stored: 'after it was written',
};

/** Gives in one line how many kills fell into each phase. */
export function tally(kills: readonly Kill[]): string {
  return Object.entries(PHASE_NAMES)
    .map(([phase, words]) => `${kills.filter((kill) => kill.phase === phase).length} ${words}`)
    .join(', ');
}
