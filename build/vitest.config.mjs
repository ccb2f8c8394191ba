import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { projectFolder } from './setup/paths.mjs';
import { LongestFirst } from './suites/longest-first.mjs';

/** The suites that start servers, desktops and real Electrons. */
const SLOW = ['integration', 'desktop', 'window', 'e2e', 'package', 'installed', 'leaks'];

/**
 * The slow suites in which the files of one worker share their modules, as in unit: loading them again for each file took
 * half of unit's time and a tenth of e2e's. No test file of these may leave a module's state changed. Vitest reads this
 * from the project itself only.
 */
const SHARING = ['integration', 'e2e'];

const FAKE_ELECTRON = join(projectFolder, 'test/support/fake-electron/index.ts');

export default defineConfig({
  root: projectFolder,
  test: {
    pool: 'forks',
    // Each worker of the slow suites may start a whole desktop, and a machine is expected to have two cores.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        // In a plain Node process Electron's package gives nothing but a path, so unit tests have a fake in its place.
        resolve: { alias: [{ find: /^electron$/, replacement: FAKE_ELECTRON }] },
        // What the bundler puts in otherwise (build/vite/targets.mjs), as in a release.
        define: { __APP_VERSION__: '"1.2.3"', __BUILD_NOTE__: '""', __SWITCHES__: '"screened"' },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          testTimeout: 30_000,
        },
      },
      ...SLOW.map((name) => ({
        test: {
          name,
          isolate: !SHARING.includes(name),
          include: [`test/${name}/**/*.test.ts`],
          environment: 'node',
          // These limits (in ms) end what hangs, and leave room for a machine that is busy with something else.
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      })),
    ],
  },
});
