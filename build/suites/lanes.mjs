/**
 * Runs the suites of each lane one after the other, and the lanes beside each other: two cores have more to do than one
 * suite, which waits for desktops and servers most of the time.
 * @template {{ lane: string }} S
 * @template R
 * @param {readonly S[]} suites
 * @param {(suite: S) => Promise<R>} run must not reject
 * @returns {Promise<R[]>} what came of each, in the order of the suites
 */
export async function runLanes(suites, run) {
  /** @type {Map<S, R>} */
  const results = new Map();
  const lanes = [...new Set(suites.map(({ lane }) => lane))];
  await Promise.all(
    lanes.map(async (lane) => {
      for (const suite of suites.filter((each) => each.lane === lane)) results.set(suite, await run(suite));
    }),
  );
  return suites.map((suite) => /** @type {R} */ (results.get(suite)));
}
