// npm run fleet: a million clients against one simulated server; a table, and JSON in out/fleet/.
import { compile } from './compile.mjs';
import { runCommand, setUpPackages } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { FLEET } from './vite/target-list.mjs';

await runCommand(async () => {
  await setUpPackages();
  await compile([FLEET]);
  const args = [`${FLEET.folder}/${FLEET.file}`];
  return foreground({ command: process.execPath, args, env: {} }, { cwd: projectFolder });
});
