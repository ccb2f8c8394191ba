/** Lanes for suites that mostly wait for desktops and servers: with two, the cores stood still for a third of the time. */
const REAL_LANES = 3;

/**
 * Runs the suites beside each other: those with desktops on three lanes, and those that only compute on one more,
 * which fills what the others leave of the cores. Each lane takes whichever of its suites
 * takes longest, and where none is left one of the others.
 * @template {{ seconds: number, real: boolean }} S
 * @template R
 * @param {readonly S[]} suites
 * @param {(suite: S) => Promise<R>} run must not reject
 * @returns {Promise<R[]>} what came of each, in the order of the suites
 */
export async function runLanes(suites, run) {
  /** @type {Map<S, R>} */
  const results = new Map();
  const longestFirst = [...suites].sort((one, other) => other.seconds - one.seconds);
  const real = longestFirst.filter((suite) => suite.real);
  const computing = longestFirst.filter((suite) => !suite.real);
  /** @param {readonly S[][]} queues */
  const lane = async (...queues) => {
    const next = () => queues.find((queue) => queue.length > 0)?.shift();
    for (let suite = next(); suite !== undefined; suite = next()) results.set(suite, await run(suite));
  };
  await Promise.all([...Array.from({ length: REAL_LANES }, () => lane(real, computing)), lane(computing, real)]);
  return suites.map((suite) => /** @type {R} */ (results.get(suite)));
}
