import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { projectFolder } from './setup/paths.mjs';
import { LongestFirst } from './suites/longest-first.mjs';

/** Suites that start servers, desktops and real Electrons. */
const SLOW = ['integration', 'desktop', 'window', 'e2e', 'package', 'installed', 'leaks'];

export default defineConfig({
  root: projectFolder,
  test: {
    pool: 'forks',
    // Each worker of the slow suites may have a whole desktop of its own, and two cores is what there is.
    maxWorkers: 2,
    // Files of one worker share what they import: loading it anew for each took a third of the time. No test file changes it.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
      },
      ...SLOW.map((name) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          environment: 'node',
          // Limits for what hangs, with room for a machine that is busy with something else.
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          ...(name === 'window' ? { globalSetup: 'test/window/gallery-setup.ts' } : {}),
        },
      })),
    ],
  },
});
