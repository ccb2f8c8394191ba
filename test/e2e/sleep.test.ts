import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startLogin1 } from '../support/desktop/login1.ts';
import { connect, SHIPPED_ENTRY, startWorld } from '../support/world.ts';

test('the app hears that the machine wakes, and asks NERD for nothing that is not due', async () => {
  const world = await startWorld();
  const login1 = await startLogin1(world.desktop.env);
  onTestFinished(async () => {
    await world.stop();
    await login1.stop();
  });
  const app = await world.start({ entry: SHIPPED_ENTRY, env: { DBUS_SYSTEM_BUS_ADDRESS: login1.address } });
  const page = await app.app.firstWindow();
  await connect(page, world.demoServer.refreshToken);
  await login1.asked;
  const wakes = async (): Promise<number> =>
    (await readFile(join(app.userDataDir, 'logs', 'nerd-tray.log'), 'utf8')).split('"event":"wake"').length - 1;
  expect(await wakes()).toBe(0);
  login1.sleep();
  login1.wake();
  await expect.poll(wakes).toBeGreaterThan(0);
  expect(world.demoServer.requests).toHaveLength(1);
});
