// Runs the programs that drive the compiled app without being a test suite, on a private desktop as the suites do.
import { compile } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { runInForeground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { sandboxed } from './setup/sandbox.mjs';

/**
 * Sets up, compiles, and runs a compiled file of `out/test` with the arguments of this command. The process ends with
 * that program's exit status, or with 1 and a sentence if set-up failed.
 * @param {string} file its name in `out/test`
 * @param {{ packed?: boolean }} [needs] `packed`: the unpacked packages, which are made if they are not up to date
 */
export function runTestTool(file, { packed = false } = {}) {
  return runCommand(async () => {
    const electron = await setUp({ desktop: true });
    await compile();
    if (packed) await (await import('./package/tested-packages.mjs')).ensureTestedPackages(electron);
    const command = sandboxed(process.execPath, [`out/test/${file}`, ...process.argv.slice(2)]);
    const env = { ...command.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
    return runInForeground({ ...command, env }, { cwd: projectFolder });
  });
}
