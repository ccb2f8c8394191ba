/** Found by trying: with two, the cores stood still for a third of the time. */
const LANES = 3;

/**
 * Runs the suites on three lanes: whichever lane is free takes the one that takes longest of those left. Two cores are not
 * busy with less, since most suites wait for desktops and servers most of the time.
 * @template {{ seconds: number }} S
 * @template R
 * @param {readonly S[]} suites
 * @param {(suite: S) => Promise<R>} run must not reject
 * @returns {Promise<R[]>} what came of each, in the order of the suites
 */
export async function runLanes(suites, run) {
  /** @type {Map<S, R>} */
  const results = new Map();
  const left = [...suites].sort((one, other) => other.seconds - one.seconds);
  const lane = async () => {
    for (let suite = left.shift(); suite !== undefined; suite = left.shift()) results.set(suite, await run(suite));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return suites.map((suite) => /** @type {R} */ (results.get(suite)));
}
