// npm run gallery: a picture of every screen and state in every look, as out/gallery/index.html. See test/support/gallery.
import { compile } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { sandboxed } from './setup/sandbox.mjs';

await runCommand(async () => {
  const electron = await setUp({ desktop: true });
  await compile();
  const command = sandboxed(process.execPath, ['out/test/gallery.js', ...process.argv.slice(2)]);
  const env = { ...command.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
  return foreground({ ...command, env }, { cwd: projectFolder });
});
