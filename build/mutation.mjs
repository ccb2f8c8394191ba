// npm run mutation: Stryker on main/core and main/token; what follows "--" is handed on to it.
import { runCommand, setUp } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';

await runCommand(async () => {
  // Some of the tests load modules that load Electron.
  const electron = await setUp({ desktop: false });
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js';
  const args = [stryker, 'run', 'build/stryker.config.mjs', ...process.argv.slice(2)];
  const env = { ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
  return foreground({ command: process.execPath, args, env }, { cwd: projectFolder });
});
