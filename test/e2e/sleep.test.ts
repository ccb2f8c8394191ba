import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startLogin1 } from '../support/desktop/login1.ts';
import { connect, SHIPPED_ENTRY, startAppFixture } from '../support/app-fixture.ts';

test('the app hears that the machine wakes, and asks NERD for nothing that is not due', async () => {
  const fixture = await startAppFixture();
  const login1 = await startLogin1(fixture.desktop.env);
  onTestFinished(async () => {
    await fixture.stop();
    await login1.stop();
  });
  const app = await fixture.start({ entry: SHIPPED_ENTRY, env: { DBUS_SYSTEM_BUS_ADDRESS: login1.address } });
  const page = await app.app.firstWindow();
  await connect(page, fixture.demoServer.refreshToken);
  await login1.delayRequested;
  const wakes = async (): Promise<number> =>
    (await readFile(join(app.userDataDir, 'logs', 'nerd-tray.log'), 'utf8')).split('"event":"wake"').length - 1;
  expect(await wakes()).toBe(0);
  login1.sleep();
  login1.wake();
  await expect.poll(wakes).toBeGreaterThan(0);
  expect(fixture.demoServer.requests).toHaveLength(1);
});
