// npm run fleet: runs a million clients against one simulated server; prints a table and writes JSON into out/fleet/.
import { compile } from './compile.mjs';
import { runCommand, setUpPackages } from './setup.mjs';
import { runInForeground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { FLEET } from './vite/target-list.mjs';

await runCommand(async () => {
  await setUpPackages();
  await compile([FLEET]);
  const args = [`${FLEET.folder}/${FLEET.file}`];
  return runInForeground({ command: process.execPath, args, env: {} }, { cwd: projectFolder });
});
