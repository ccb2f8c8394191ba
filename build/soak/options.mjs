import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SetupError } from '../setup/failure.mjs';

/**
 * Which weeks a soak lives through: of this seed, from `from` on, up to but not including `to`.
 * @typedef {{ readonly seed: number, readonly from: number, readonly to: number }} SoakOptions
 */

const WEEKS = 10_000;
const SEEDS = 1_000_000;

/**
 * The number that an option was given.
 * @param {string} name of the option, without its dashes
 * @param {string | undefined} text
 * @param {number} defaultValue of an option that was left out
 * @throws {SetupError} if the text is no whole number of at most nine digits
 */
function parseNumber(name, text, defaultValue) {
  if (text === undefined) return defaultValue;
  if (!/^\d{1,9}$/.test(text)) throw new SetupError(`--${name} takes a whole number, not "${text}".`);
  return Number(text);
}

/**
 * Reads the command line of `npm run soak`; without --seed each run takes a new one.
 * @param {string[]} args what the person typed
 * @returns {SoakOptions}
 * @throws {SetupError} if a number is none, or --week comes without its --seed
 */
export function soakOptions(args) {
  const text = { type: /** @type {const} */ ('string') };
  const { values } = parseArgs({ args, options: { weeks: text, seed: text, week: text } });
  if (values.week !== undefined && values.seed === undefined) throw new SetupError('--week needs its --seed.');
  const seed = parseNumber('seed', values.seed, randomInt(SEEDS));
  const from = parseNumber('week', values.week, 0);
  return { seed, from, to: values.week === undefined ? parseNumber('weeks', values.weeks, WEEKS) : from + 1 };
}
