import { configDefaults, defineConfig } from 'vitest/config';
import { projectFolder } from './setup/paths.mjs';

/** What runs for each mutant: the quick tests of the mutated folders, without those that chance has a part in. */
export default defineConfig({
  root: projectFolder,
  test: {
    include: ['test/unit/*.test.ts', 'test/unit/{core,token}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/unit/core/token/model.test.ts'],
    environment: 'node',
    setupFiles: ['build/mutation-setup.mjs'],
    // A mutant can make a test wait for ever.
    testTimeout: 3000,
    // These tests share nothing, and a module that is loaded once for all of them makes each run several times as fast.
    isolate: false,
  },
});
