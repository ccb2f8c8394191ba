import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'vitest';
import { searchStream, searchFolders } from '../support/secret-search.ts';
import { SHIPPED_ENTRY, startWorld } from '../support/world.ts';
test('probe', async () => {
  const world = await startWorld();
  const { sandbox, desktop } = world;
  const app = await world.start({ entry: SHIPPED_ENTRY });
  const page = await app.app.firstWindow();
  await page.evaluate(() => Object.assign(globalThis, { big: 'x'.repeat(3000) + 'FAR' + 'FARAWAY-NEEDLE' }));
  await page.getByLabel('Or enter it yourself').pressSequentially(sandbox.refreshToken);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.getByText(/^Copied · lasts/u).first().waitFor();
  console.log('jwt length', (await desktop.clipboard.readText()).length);
  for (let i = 0; i < 4; i++) {
    const dev = await page.context().newCDPSession(page);
    const chunks: Buffer[] = [];
    dev.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(Buffer.from(chunk)));
    await dev.send('HeapProfiler.collectGarbage');
    await dev.send('HeapProfiler.takeHeapSnapshot');
    await dev.detach();
    console.log('heap', i, Buffer.concat(chunks).length, await searchStream('h', chunks, [{ name: 'rt', value: sandbox.refreshToken }, { name: 'far', value: 'FARFARAWAY-NEEDLE' }]));
    await wait(1000);
  }
  const procs = await Promise.all((await readdir('/proc')).filter((n) => /^\d+$/.test(n)).map(async (id) => {
    const cmd = (await readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '')).replaceAll('\0', ' ');
    const env = await readFile(`/proc/${id}/environ`).then((b) => String(b.length), (e) => e.code);
    const mem = await readFile(`/proc/${id}/maps`).then((b) => String(b.length), (e) => e.code);
    const st = await readFile(`/proc/${id}/stat`, 'latin1').catch(() => '');
    return [id, st.split(' ')[3], env, mem, cmd.includes(app.userDataDir), cmd.slice(0, 130), /--type=\S+/.exec(cmd)?.[0]].join(' | ');
  }));
  console.log(procs.filter((p) => /lectron/.test(p)).join('\n'));
  console.log('main pid', app.app.process().pid);
  console.log((await app.app.evaluate(({app: a}) => a.getAppMetrics().map((m) => m.pid + m.type))).join(' '));
  console.log(await app.app.evaluate(() => [typeof process.getBuiltinModule, process.versions.node]));
  console.log(await searchFolders([dirname(desktop.home)], [{ name: 'rt', value: sandbox.refreshToken }], () => false));
  console.log((await readdir(dirname(desktop.home), { recursive: true })).filter((p) => !/Cache/.test(p)).join('\n'));
  await world.stop();
});
