// npm start: starts the built app on this machine's own desktop.
import { compile } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { electronCommand, hasDisplay } from './setup/electron-command.mjs';
import { SetupError } from './setup/failure.mjs';
import { runInForeground } from './setup/foreground.mjs';
import { projectFolder } from './setup/paths.mjs';
import { APP } from './vite/target-list.mjs';

await runCommand(async () => {
  if (!hasDisplay()) {
    throw new SetupError('There is no desktop here to start the app on. "npm run demo" shows it on a private one.');
  }
  const electron = await setUp({ desktop: false });
  await compile(APP);
  return runInForeground(electronCommand(electron, { args: process.argv.slice(2) }), { cwd: projectFolder });
});
