// The demo account's own server, in a process of its own.
import type { ElectronApplication } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { copyFrom, SHIPPED_ENTRY, startWorld, waitUntil, type World } from '../support/world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** The ids of the processes with a demo server. */
function demoProcesses(app: ElectronApplication): Promise<number[]> {
  return app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ name }) => name === 'NERD Tray demo')
      .map(({ pid }) => pid),
  );
}

async function demoProcess(app: ElectronApplication, other?: number): Promise<number> {
  await expect.poll(async () => (await demoProcesses(app)).filter((pid) => pid !== other)).toHaveLength(1);
  return (await demoProcesses(app))[0] ?? 0;
}

const isGood = async (accessToken: string): Promise<boolean> => {
  const { iss } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { iss: string };
  return (await fetch(`${iss}/me`, { headers: { authorization: `Bearer ${accessToken}` } })).status === 200;
};

test('a demo server that is killed is said and started again, and what it gave stays good', async () => {
  world = await startWorld();
  const { desktop } = world;
  const { app } = await world.start({ entry: SHIPPED_ENTRY });
  const page = await app.firstWindow();
  expect(await demoProcesses(app)).toEqual([]);
  await page.getByRole('button', { name: 'Try it with a demo account' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  const first = await demoProcess(app);
  const accessToken = await copyFrom(page, desktop);
  expect(await isGood(accessToken)).toBe(true);

  process.kill(first, 'SIGKILL');
  await desktop.notifications?.waitFor(
    'the sentence',
    ({ title, body }) =>
      title === 'The simulated NERD closed unexpectedly' && body.startsWith('NERD Tray has started it again.'),
  );
  const second = await demoProcess(app, first);
  expect(await isGood(accessToken)).toBe(true);
  await page.getByRole('button', { name: 'Try', exact: true }).waitFor();

  await desktop.tray.clickMenu('Quit');
  await waitUntil('end of the process', () => (isThere(second) ? undefined : true));
});

test('one that ends again and again is given up, which is said, and a start of the app begins anew', async () => {
  world = await startWorld();
  const { desktop } = world;
  let running = await world.start({ entry: SHIPPED_ENTRY });
  const page = await running.app.firstWindow();
  await page.getByRole('button', { name: 'Try it with a demo account' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  let last = 0;
  for (let end = 1; end <= 5; end += 1) {
    last = await demoProcess(running.app, last);
    process.kill(last, 'SIGKILL');
  }
  await desktop.notifications?.waitFor('the sentence', ({ body }) => body.includes('could not start it again'));
  expect(await demoProcesses(running.app)).toEqual([]);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();

  await running.stop();
  running = await world.start({ entry: SHIPPED_ENTRY });
  await demoProcess(running.app, last);
  await desktop.tray.waitFor('the demo again', ({ tooltip }) => /Demo: .* left/u.test(tooltip));
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
