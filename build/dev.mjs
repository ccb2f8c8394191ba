// npm run dev: serves the window's page from Vite's own server with hot reload, and restarts the app when main or
// preload changes.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { viteConfig } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { electronCommand, hasDisplay } from './setup/electron-command.mjs';
import { SetupError } from './setup/failure.mjs';
import { projectFolder } from './setup/paths.mjs';
import { DEMO_PROCESS, DEV_MAIN, KEYCHAIN, PRELOAD, RENDERER } from './vite/target-list.mjs';

/**
 * Removes the page's content security policy, which forbids the inline styles and the socket that hot reload uses.
 * @type {import('vite').Plugin}
 */
const removeContentSecurityPolicy = {
  name: 'without-policy',
  transformIndexHtml: (html) => html.replace(/<meta[^>]*Content-Security-Policy[^>]*>/i, ''),
};

await runCommand(async () => {
  if (!hasDisplay()) throw new SetupError('There is no desktop here to start the app on.');
  const electron = await setUp({ desktop: false });
  const { createServer } = await import('vite');
  const config = await viteConfig(RENDERER);
  const server = await createServer({
    ...config,
    mode: 'development',
    plugins: [...(config.plugins ?? []), removeContentSecurityPolicy],
    server: { host: '127.0.0.1', strictPort: false },
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new SetupError('The development server did not start.');
  console.log(`The page is served at ${url}`);
  const app = createRestartableApp(() =>
    electronCommand(electron, {
      entry: join(projectFolder, DEV_MAIN.folder, DEV_MAIN.file),
      args: process.argv.slice(2),
      env: { NERD_TRAY_DEV_URL: url },
    }),
  );
  let allBuilt = false;
  const onBuilt = () => {
    if (allBuilt) app.restart();
  };
  const watchers = [];
  for (const target of [PRELOAD, KEYCHAIN, DEMO_PROCESS, DEV_MAIN]) watchers.push(await watch(target, onBuilt));
  allBuilt = true;
  app.restart();
  const status = await app.ended;
  for (const watcher of watchers) await watcher.close();
  await server.close();
  return status;
});

/**
 * Compiles a target now and whenever one of its sources changes. A failed build is printed and the watch continues.
 * @param {import('./vite/target-list.mjs').Target} target
 * @param {() => void} onBuilt called after each build that worked
 */
async function watch(target, onBuilt) {
  const { build } = await import('vite');
  const config = await viteConfig(target);
  // A debugger needs the source map to show the sources; the packaged app has none.
  const watcher = await build({ ...config, build: { ...config.build, watch: {}, sourcemap: true } });
  if (!('on' in watcher)) throw new Error('Vite returned something other than a watcher.');
  await new Promise((resolve) => {
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END') void event.result.close();
      if (event.code === 'ERROR') console.error(event.error.message);
      if (event.code === 'END') onBuilt();
      if (event.code === 'END' || event.code === 'ERROR') resolve(undefined);
    });
  });
  return watcher;
}

/**
 * An app that `restart` ends and starts again; `ended` resolves to its exit status when it ends by itself.
 * @param {() => import('./setup/sandbox.mjs').Command} describe gives the command of each start
 */
function createRestartableApp(describe) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  let restartPending = false;
  /** @type {(status: number) => void} */
  let end;
  const ended = new Promise((/** @type {(status: number) => void} */ resolve) => (end = resolve));
  const start = () => {
    const { command, args, env } = describe();
    child = spawn(command, args, { cwd: projectFolder, env: { ...process.env, ...env }, stdio: 'inherit' });
    child.once('exit', (code) => {
      child = undefined;
      if (!restartPending) return end(code ?? 1);
      restartPending = false;
      start();
    });
  };
  const restart = () => {
    if (child === undefined) return start();
    // The next instance must find the single-instance lock free, so it starts after this one's exit.
    restartPending = true;
    child.kill();
  };
  return { restart, ended };
}
