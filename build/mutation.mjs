// npm run mutation: runs Stryker on main/core and main/token, with the arguments that follow "--".
import { runCommand, setUp } from './setup.mjs';
import { runInForeground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';

await runCommand(async () => {
  // Some of the tests import modules that import Electron.
  const electron = await setUp({ desktop: false });
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js';
  const args = [stryker, 'run', 'build/stryker.config.mjs', ...process.argv.slice(2)];
  const env = { ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
  return runInForeground({ command: process.execPath, args, env }, { cwd: projectFolder });
});
