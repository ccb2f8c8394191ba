// What was copied outlives the app that is killed, on Wayland in wl-copy and on X11 in a clipboard manager; the next start
// takes it away.
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startSway } from '../support/desktop/sway.ts';
import { connect, startWorld, type RunningApp, type World } from '../support/world.ts';

/** Where wl-copy keeps what it serves, whatever TMPDIR says. */
const WL_COPY_FOLDER = '/tmp';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

async function world(): Promise<World> {
  const started = await startWorld();
  undo.push(() => started.stop());
  return started;
}

async function kill({ app, gone }: RunningApp): Promise<void> {
  app.process().kill('SIGKILL');
  await gone;
}

/** How many of wl-copy's files hold this text. */
async function filesOfWlCopy(text: string): Promise<number> {
  const folders = (await readdir(WL_COPY_FOLDER)).filter((name) => name.startsWith('wl-copy-buffer-'));
  const paths = folders.map((name) => join(WL_COPY_FOLDER, name, 'stdin'));
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
  return texts.filter((one) => one === text).length;
}

async function noteOf({ userDataDir }: RunningApp): Promise<string> {
  const path = join(userDataDir, 'copied.json');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  return readFile(path, 'utf8');
}

test('on Wayland, the token that a killed app has left with wl-copy is gone after the next start, and so is its file', async () => {
  const { desktop, demoServer, start } = await world();
  const sway = await startSway(desktop);
  undo.push(() => sway.stop());
  const options = { args: ['--ozone-platform=wayland', '--disable-gpu'], env: { ...sway.env } };
  let app = await start(options);
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.close();
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => sway.readText()).not.toBe('');
  const token = await sway.readText();
  await kill(app);
  expect(await sway.readText()).toBe(token);
  expect(await filesOfWlCopy(token)).toBe(1);
  expect(await noteOf(app)).not.toContain(token);

  app = await start({ ...options, args: [...options.args, '--hidden'] });
  await expect.poll(() => sway.readText()).toBe('');
  await expect.poll(() => filesOfWlCopy(token)).toBe(0);
  await expect.poll(() => existsSync(join(app.userDataDir, 'copied.json'))).toBe(false);
});

test('on X11, a token that another program keeps after a kill is taken from the clipboard, and what others copied is not', async () => {
  const { desktop, demoServer, start } = await world();
  const { clipboard, tray } = desktop;
  const copyAndDie = async (app: RunningApp): Promise<string> => {
    await tray.clickMenu('Copy access token');
    await expect.poll(() => clipboard.readText()).toMatch(/\S/u);
    const token = await clipboard.readText();
    await kill(app);
    return token;
  };
  let app = await start();
  await connect(await app.app.firstWindow(), demoServer.refreshToken);
  const token = await copyAndDie(app);
  // As a clipboard manager does, which owns what it has seen when its owner is gone.
  await clipboard.writeText(token);

  app = await start({ args: ['--hidden'] });
  await expect.poll(() => clipboard.readText()).toBe('');
  await tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  await copyAndDie(app);
  await clipboard.writeText('mine');

  app = await start({ args: ['--hidden'] });
  await expect.poll(() => existsSync(join(app.userDataDir, 'copied.json'))).toBe(false);
  expect(await clipboard.readText()).toBe('mine');
});
