// Skips the rest of the tests after a mutant's first failure, which is enough to count it as detected. Vitest's own
// `bail` loses that failure when it stops (see stryker.config.mjs).
import { beforeEach } from 'vitest';

/** Holds what Stryker's runner and this file share. @type {typeof globalThis & { __stryker__?: { activeMutant?: string }, failedMutant?: string }} */
const shared = globalThis;

beforeEach((test) => {
  const mutant = shared.__stryker__?.activeMutant;
  if (mutant === undefined) return;
  if (shared.failedMutant === mutant) test.skip();
  test.onTestFailed(() => {
    shared.failedMutant = mutant;
  });
});
