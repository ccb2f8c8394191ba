// npm run test:leaks: drives the release as its users do, and waits long enough to know that it sends nothing else out.
import { ensureTestedPackages } from './package/tested-packages.mjs';
import { runCommand, setUp } from './setup.mjs';
import { runInForeground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { sandboxed } from './setup/sandbox.mjs';

await runCommand(async () => {
  const electron = await setUp({ desktop: true });
  await ensureTestedPackages(electron);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'build/vitest.config.mjs', '--project', 'leaks'];
  const command = sandboxed(process.execPath, [...vitest, ...process.argv.slice(2)]);
  const env = { ...command.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
  return runInForeground({ ...command, env }, { cwd: projectFolder });
});
