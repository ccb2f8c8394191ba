import { configDefaults, defineConfig } from 'vitest/config';
import { projectFolder } from './setup/paths.mjs';

/** Runs the quick tests of the mutated folders for each mutant, without those that use random values. */
export default defineConfig({
  root: projectFolder,
  test: {
    include: ['test/unit/{core,token}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/unit/core/token/model.test.ts'],
    environment: 'node',
    setupFiles: ['build/mutation-setup.mjs'],
    // A mutant can make a test wait for ever, so the limit (in ms) is short.
    testTimeout: 3000,
    // These tests share no state, and loading each module once for all of them makes a run several times as fast.
    isolate: false,
  },
});
