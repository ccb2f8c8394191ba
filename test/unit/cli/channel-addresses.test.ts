import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { socketAddresses } from '../../../main/cli/channel-addresses.ts';

test('an app listens in the session’s runtime folder, else in its profile', () => {
  const [name] = socketAddresses('/home/ada/p', '/home/ada/p', ['/run/user/7']).map((address) => address.slice(-17));
  expect(name).toMatch(/^\/[\da-f]{16}$/u);
  expect(socketAddresses('/home/ada/p', '/home/ada/p', ['/run/user/7', '/run/user/7'])).toEqual([
    `/run/user/7/nerd-tray${name}`,
    `/home/ada/p/channel${name}`,
  ]);
  for (const none of [undefined, '', 'run'])
    expect(socketAddresses('/home/ada/p', '/tmp/elsewhere', [none])).toEqual([`/tmp/elsewhere/channel${name}`]);
});

test('each profile has a name of its own, by whatever path it is reached', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const link = `${folder}-link`;
  await symlink(folder, link);
  try {
    const [one] = socketAddresses(folder, folder, ['/run/user/7']);
    expect(socketAddresses(link, link, ['/run/user/7'])[0]).toBe(one);
    expect(socketAddresses(`${folder}2`, folder, ['/run/user/7'])[0]).not.toBe(one);
  } finally {
    await rm(link);
    await rm(folder, { recursive: true });
  }
});
