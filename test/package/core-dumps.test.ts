import { readdir, readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { profileOf } from '../support/package/packaged-app.ts';
import { startReleaseFixture, type ReleaseFixture } from '../support/package/release-fixture.ts';

let fixture: ReleaseFixture;

afterEach(() => fixture.stop());

interface Dumpable {
  readonly kind: string;
  /** Which memory the system would write of it: a bit for each sort, in hex. */
  readonly filter: string;
}

/** The app's processes, but for those that are closed to their own user: of them the system writes no core dump. */
async function dumpableProcesses(profile: string): Promise<readonly Dumpable[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(
    ids.map(async (id): Promise<readonly Dumpable[]> => {
      const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      if (!line.includes(profile)) return [];
      const filter = await readFile(`/proc/${id}/coredump_filter`, 'utf8').catch(() => undefined);
      if (filter === undefined) return [];
      const kind = /--utility-sub-type=([\w.]+)/u.exec(line) ?? /--type=([\w-]+)/u.exec(line);
      return [{ kind: kind?.[1] ?? 'main', filter: filter.trim() }];
    }),
  );
  return found.flat();
}

test('the system’s core dump of a crash holds no memory of any process, the window’s among them', async () => {
  fixture = await startReleaseFixture();
  fixture.start();
  await fixture.connected();
  await fixture.type('--show');
  const processes = () => dumpableProcesses(profileOf(fixture.desktop));
  const kinds = async () => (await processes()).map(({ kind }) => kind);
  // The keychain's process ends when it is idle.
  await expect.poll(kinds).toEqual(expect.arrayContaining(['main', 'network.mojom.NetworkService']));
  await expect.poll(() => fixture.desktop.tray.items().length).toBe(1);
  expect((await processes()).filter(({ filter }) => Number(`0x${filter}`) !== 0)).toEqual([]);
});
