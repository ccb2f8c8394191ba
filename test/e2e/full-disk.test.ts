// A disk with no room left, under the app and at its start: it is told, all goes on, and what was stored stays whole.
import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { clickAt, seeWindow } from '../support/desktop/xfce.ts';
import { profileArguments, startPackaged, type PackagedApp } from '../support/package/packaged-app.ts';
import { startSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import { connect, copyFrom, isGoodAtNerd, SHIPPED_ENTRY, shot, startWorld, type World } from '../support/world.ts';

const NOT_KEPT = 'Nothing can be saved here now';

let world: World | undefined;
let app: PackagedApp | undefined;
let disk: SmallDisk | undefined;

afterEach(async () => {
  await app?.stop();
  await disk?.stop();
  await world?.stop();
  app = disk = world = undefined;
});

/** The app on a small disk with its profile and, as on most computers, its temporary files. */
async function startOn({ desktop, demoServer }: World, { electron }: SmallDisk): Promise<PackagedApp> {
  const profile = join(desktop.home, 'packaged profile');
  const env = { NERD_TRAY_NERD_URL: demoServer.url, TZ: 'UTC', TMPDIR: join(profile, 'tmp') };
  return startPackaged(desktop, { program: electron, args: [SHIPPED_ENTRY], env });
}

async function smallDisk({ desktop }: World): Promise<SmallDisk> {
  const made = await startSmallDisk(desktop, join(desktop.home, 'packaged profile'));
  await mkdir(join(made.folder, 'tmp'), { mode: 0o700 });
  await writeFile(join(made.folder, 'settings.json'), JSON.stringify({ form: 1, spread: 0 }));
  return made;
}

async function settings(): Promise<Record<string, unknown>> {
  const text = await readFile(join(disk?.folder ?? '', 'settings.json'), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}

async function choose(page: Page, theme: 'Dark' | 'Light'): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('radio', { name: theme }).check();
}

async function copies(page: Page, { desktop, demoServer }: World): Promise<void> {
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  expect(await isGoodAtNerd(demoServer, await copyFrom(page, desktop))).toBe(true);
}

async function refresh({ desktop, demoServer }: World): Promise<void> {
  const asked = demoServer.requests.length;
  // Clicks that follow another one at once ask for nothing.
  const click = async () => {
    await desktop.tray.clickMenu('Refresh now');
    return demoServer.requests[asked]?.status;
  };
  await expect.poll(click, { interval: 500 }).toBe(200);
}

test('a disk that fills up is told of, nothing that was stored is lost, and all is saved once there is room', async () => {
  world = await startWorld();
  disk = await smallDisk(world);
  app = await startOn(world, disk);
  const page = await app.window();
  await connect(page, world.demoServer.refreshToken);
  await choose(page, 'Dark');
  await expect.poll(settings).toMatchObject({ theme: 'dark' });

  await disk.fill();
  await choose(page, 'Light');
  await page.getByRole('heading', { name: NOT_KEPT }).waitFor();
  await page.screenshot(shot('disk-full'));
  expect(await settings()).toMatchObject({ theme: 'dark' });
  await refresh(world);
  await copies(page, world);

  await disk.free();
  await refresh(world);
  await page.getByRole('heading', { name: NOT_KEPT }).waitFor({ state: 'detached' });
  expect(await settings()).toMatchObject({ theme: 'light' });
  const lines = (await readFile(join(disk.folder, 'history.jsonl'), 'utf8')).trim().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ kind: 'refresh', result: 'granted' });
  await app.quit();
});

test('started on a full disk the app is connected, says so, and leaves what is there as it is', async () => {
  world = await startWorld();
  const { desktop, demoServer } = world;
  disk = await smallDisk(world);
  app = await startOn(world, disk);
  let page = await app.window();
  await connect(page, demoServer.refreshToken);
  await choose(page, 'Dark');
  await expect.poll(settings).toMatchObject({ theme: 'dark' });
  await app.quit();
  await disk.fill();
  const before = await readdir(disk.folder);
  const kept = await readFile(join(disk.folder, 'settings.json'), 'utf8');

  app = await startOn(world, disk);
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  const window = app.window();
  await desktop.tray.clickMenu('Open NERD Tray');
  page = await window;
  await page.getByRole('heading', { name: NOT_KEPT }).waitFor();
  await copies(page, world);
  await app.quit();
  expect(await readdir(disk.folder)).toEqual(before);
  expect(await readFile(join(disk.folder, 'settings.json'), 'utf8')).toBe(kept);
});

test('with no place to write anything, it says why it cannot start, and ends', async () => {
  world = await startWorld();
  const { desktop } = world;
  disk = await smallDisk(world);
  await disk.fill();
  const profile = join(desktop.home, 'packaged profile');
  const child = spawn(disk.electron, [SHIPPED_ENTRY, ...profileArguments(desktop)], {
    env: { ...desktop.env, TMPDIR: join(profile, 'tmp'), XDG_RUNTIME_DIR: join(profile, 'tmp') },
    stdio: 'ignore',
  });
  const box = await seeWindow(desktop, 'nerd|electron');
  await desktop.screenshot(shot('nowhere-to-write').path);
  // Its one button is as wide as the box.
  const click = async () => {
    await clickAt(desktop, Math.floor(box.right / 2), box.bottom - 10, 'left');
    return child.exitCode;
  };
  await expect.poll(click, { interval: 300 }).toBe(1);
});
