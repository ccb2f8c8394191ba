// npm run bench:window: the window's first paint against a bare window's. See test/bench/window.
import { compile } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { sandboxed } from './setup/sandbox.mjs';

await runCommand(async () => {
  const electron = await setUp({ desktop: true });
  await compile();
  const command = sandboxed(process.execPath, ['out/test/bench-window.js', ...process.argv.slice(2)]);
  const env = { ...command.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
  return foreground({ ...command, env }, { cwd: projectFolder });
});
