import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { expect, test } from 'vitest';
import { startDesktop } from '../support/desktop/desktop.ts';
import { DEBUGGABLE_APP, program } from '../support/package/package-paths.ts';
import { profileArguments } from '../support/package/packaged-app.ts';

/** Once another window's tools are open, ours would be open after this long. */
const SILENCE_MS = 3_000;

/** Makes `folder` the package's app, but for one fuse: its main process takes a debugger, and can be asked. */
async function linkAskableApp(folder: string): Promise<string> {
  const executable = program(folder);
  for (const name of await readdir(DEBUGGABLE_APP)) await symlink(join(DEBUGGABLE_APP, name), join(folder, name));
  await rm(executable);
  await cp(program(DEBUGGABLE_APP), executable);
  await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
  return executable;
}

test('the package’s window opens no developer tools, even where main asks for them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-devtools-'));
  const desktop = await startDesktop({ keyring: 'none' });
  const app = await _electron.launch({
    executablePath: await linkAskableApp(folder),
    args: [...profileArguments(desktop)],
    env: desktop.env,
    chromiumSandbox: desktop.env['NERD_TRAY_NO_SANDBOX'] !== '1',
  });
  try {
    await (await app.firstWindow()).locator('h1').first().waitFor();
    const opened = await app.evaluate(async ({ app: electron, BrowserWindow }, silenceMs) => {
      const ours = BrowserWindow.getAllWindows()[0]?.webContents;
      // The tools are a page too, which the session's lack of a network alone would keep from opening.
      ours?.session.webRequest.onBeforeRequest(null);
      // A window that may have them tells how long they take.
      const other = new BrowserWindow({ show: false }).webContents;
      const otherOpened = new Promise<void>((resolve) => other.once('devtools-opened', resolve));
      for (const contents of [ours, other]) contents?.openDevTools({ mode: 'detach' });
      await otherOpened;
      await new Promise((resolve) => setTimeout(resolve, silenceMs));
      return { packaged: electron.isPackaged, ours: ours?.isDevToolsOpened(), other: other.isDevToolsOpened() };
    }, SILENCE_MS);
    expect(opened).toEqual({ packaged: true, ours: false, other: true });
  } finally {
    app.process().kill('SIGKILL');
    await app.close();
    await desktop.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
