// npm run dev: the window's page from Vite's own server with hot reload; main and preload restart the app when they change.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { viteConfig } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { electronCommand, hasDisplay } from './setup/electron-command.mjs';
import { SetupError } from './setup/failure.mjs';
import { projectFolder } from './setup/paths.mjs';
import { DEMO_PROCESS, DEV_MAIN, KEYCHAIN, PRELOAD, RENDERER } from './vite/target-list.mjs';

/**
 * Hot reload puts styles inline and speaks over a socket: the page's content security policy forbids both.
 * @type {import('vite').Plugin}
 */
const withoutPolicy = {
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
    plugins: [...(config.plugins ?? []), withoutPolicy],
    server: { host: '127.0.0.1', strictPort: false },
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new SetupError('The development server did not start.');
  console.log(`The page is served at ${url}`);
  const app = restartable(() =>
    electronCommand(electron, {
      entry: join(projectFolder, DEV_MAIN.folder, DEV_MAIN.file),
      args: process.argv.slice(2),
      env: { NERD_TRAY_DEV_URL: url },
    }),
  );
  let started = false;
  const onBuilt = () => {
    if (started) app.restart();
  };
  const watchers = [];
  for (const target of [PRELOAD, KEYCHAIN, DEMO_PROCESS, DEV_MAIN]) watchers.push(await watch(target, onBuilt));
  started = true;
  app.restart();
  const status = await app.ended;
  for (const watcher of watchers) await watcher.close();
  await server.close();
  return status;
});

/**
 * Compiles a target now and whenever one of its sources changes.
 * @param {import('./vite/target-list.mjs').Target} target
 * @param {() => void} onBuilt
 */
async function watch(target, onBuilt) {
  const { build } = await import('vite');
  const config = await viteConfig(target);
  // A debugger shows the sources by the map; the app as it ships has none.
  const watcher = await build({ ...config, build: { ...config.build, watch: {}, sourcemap: true } });
  if (!('on' in watcher)) throw new Error('Vite gave back something else than a watcher.');
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
 * An app that is started anew each time; `ended` resolves when it ends by itself.
 * @param {() => import('./setup/sandbox.mjs').Command} describe
 */
function restartable(describe) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  let again = false;
  /** @type {(status: number) => void} */
  let end;
  const ended = new Promise((/** @type {(status: number) => void} */ resolve) => (end = resolve));
  const start = () => {
    const { command, args, env } = describe();
    child = spawn(command, args, { cwd: projectFolder, env: { ...process.env, ...env }, stdio: 'inherit' });
    child.once('exit', (code) => {
      child = undefined;
      if (!again) return end(code ?? 1);
      again = false;
      start();
    });
  };
  const restart = () => {
    if (child === undefined) return start();
    // The next one must find the single-instance lock free, so it waits for the exit.
    again = true;
    child.kill();
  };
  return { restart, ended };
}
