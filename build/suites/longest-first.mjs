// The order in which Vitest runs the files of a suite: what takes longest first, so that it is not waited for at the end.
import { BaseSequencer } from 'vitest/node';

/** Each waits for something that has its time, or reads whole memories; by what they took, in seconds. */
const SECONDS = new Map([
  ['e2e/traffic.test.ts', 62],
  ['window/views-1.test.ts', 50],
  ['window/views-2.test.ts', 50],
  ['window/views-3.test.ts', 50],
  ['package/leaks.test.ts', 52],
  ['e2e/secrets.test.ts', 60],
  ['package/kill.test.ts', 45],
  ['e2e/lifecycle.test.ts', 34],
  ['e2e/crashes.test.ts', 32],
  ['e2e/tray.test.ts', 29],
  ['e2e/proxy.test.ts', 27],
  ['integration/keychain/keychain.test.ts', 15],
]);

export class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    const seconds = (/** @type {import('vitest/node').TestSpecification} */ { moduleId }) =>
      [...SECONDS].find(([name]) => moduleId.endsWith(`/test/${name}`))?.[1] ?? 0;
    return (await super.sort(files)).sort((one, other) => seconds(other) - seconds(one));
  }
}
