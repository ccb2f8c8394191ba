/**
 * What has come of a soak so far.
 * @typedef {object} Sum
 * @property {number} weeks
 * @property {number} events
 * @property {number} broken promises
 * @property {number} lost sessions, to a crash between NERD's rotation and the keychain's write
 * @property {Readonly<Record<string, number>>} faults how often each took effect
 */

/** Nothing yet. */
export const NOTHING = /** @type {Sum} */ ({ weeks: 0, events: 0, broken: 0, lost: 0, faults: {} });

/**
 * The sum of both.
 * @param {Sum} sum
 * @param {Omit<Sum, 'broken'>} part
 * @returns {Sum}
 */
export function add(sum, part) {
  /** @type {Record<string, number>} */
  const faults = { ...sum.faults };
  for (const [fault, count] of Object.entries(part.faults)) faults[fault] = (faults[fault] ?? 0) + count;
  const { weeks, events, lost } = sum;
  return { ...sum, weeks: weeks + part.weeks, events: events + part.events, lost: lost + part.lost, faults };
}

/**
 * The last lines of a soak: what held, what no program can help, and which faults there were.
 * @param {number} seed
 * @param {Sum} sum
 */
export function summary(seed, { weeks, events, broken, lost, faults }) {
  const counts = Object.entries(faults).map(([fault, count]) => `${fault} ${count}`);
  return [
    `${weeks} weeks of seed ${seed}, ${events} events, ${broken} broken promises`,
    `${lost} sessions lost to a crash between NERD's rotation and the keychain's write: no program can help.`,
    `Faults that took effect: ${counts.join(', ')}.`,
  ].join('\n');
}
