// npm run demo-server: the demo server alone. It needs Node and nothing else.
import { compile } from './compile.mjs';
import { runCommand, setUpPackages } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { DEMO_SERVER } from './vite/target-list.mjs';

await runCommand(async () => {
  await setUpPackages();
  await compile([DEMO_SERVER]);
  const args = ['out/demo-server/index.js', ...process.argv.slice(2)];
  return foreground({ command: process.execPath, args, env: {} }, { cwd: projectFolder });
});
