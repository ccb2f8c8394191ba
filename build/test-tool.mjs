// What runs the compiled app in another way than a test does: on a private desktop, as tests do.
import { compile } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { sandboxed } from './setup/sandbox.mjs';

/**
 * Sets up, compiles, and runs a compiled file of `out/test` with this command's own arguments.
 * @param {string} file
 * @param {{ packed?: boolean }} [needs] `packed`: the finished packages
 */
export function runTestTool(file, { packed = false } = {}) {
  return runCommand(async () => {
    const electron = await setUp({ desktop: true });
    await compile();
    if (packed) await (await import('./package/for-suite.mjs')).ensureTestedPackages(electron);
    const command = sandboxed(process.execPath, [`out/test/${file}`, ...process.argv.slice(2)]);
    const env = { ...command.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
    return foreground({ ...command, env }, { cwd: projectFolder });
  });
}
