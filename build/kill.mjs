// npm run kill: kills the app of the unpacked deb (SIGKILL) at random moments around refresh and store. See test/support/kill.
import { compile } from './compile.mjs';
import { ensureTestedPackages } from './package/for-suite.mjs';
import { runCommand, setUp } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { sandboxed } from './setup/sandbox.mjs';

await runCommand(async () => {
  const electron = await setUp({ desktop: true });
  await compile();
  await ensureTestedPackages(electron);
  const command = sandboxed(process.execPath, ['out/test/kill.js', ...process.argv.slice(2)]);
  const env = { ...command.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
  return foreground({ ...command, env }, { cwd: projectFolder });
});
