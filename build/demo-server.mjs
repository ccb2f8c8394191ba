// npm run demo-server: runs the demo server alone. It needs Node and nothing else.
import { compile } from './compile.mjs';
import { runCommand, setUpPackages } from './setup.mjs';
import { runInForeground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { DEMO_SERVER } from './vite/target-list.mjs';

await runCommand(async () => {
  await setUpPackages();
  await compile([DEMO_SERVER]);
  const args = ['out/demo-server/index.js', ...process.argv.slice(2)];
  return runInForeground({ command: process.execPath, args, env: {} }, { cwd: projectFolder });
});
