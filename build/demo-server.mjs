// npm run demo-server: the NERD look-alike alone. It needs Node and nothing else.
import { compile } from './compile.mjs';
import { runCommand, setUpPackages } from './setup.mjs';
import { foreground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { SANDBOX } from './vite/target-list.mjs';

await runCommand(async () => {
  await setUpPackages();
  await compile([SANDBOX]);
  const args = ['out/sandbox/index.js', ...process.argv.slice(2)];
  return foreground({ command: process.execPath, args, env: {} }, { cwd: projectFolder });
});
