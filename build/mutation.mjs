// npm run mutation: Stryker on main/core and main/token; what follows "--" is handed on to it.
import { runCommand } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { checkNode, ensureNodeModules } from './setup/node-modules.mjs';
import { projectFolder } from './setup/paths.mjs';

await runCommand(async () => {
  checkNode();
  await ensureNodeModules();
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js';
  const args = [stryker, 'run', 'build/stryker.config.mjs', ...process.argv.slice(2)];
  return foreground({ command: process.execPath, args, env: {} }, { cwd: projectFolder });
});
