// What others call themselves, in all the places outside the window where the release repeats it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { encodeProxyEntry, PROXY_ACCOUNT } from '../../main/keychain/entry-codec.ts';
import { profileOf } from '../support/package/packaged-app.ts';
import { startReleaseFixture, type ReleaseFixture } from '../support/package/release-fixture.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';
import { createAuthority } from '../support/self-signed.ts';
import type { MenuItem } from '../support/desktop/dbusmenu.ts';

/** Colours a terminal, turns the direction, hides, and is markup. */
const HOSTILE = 'Ho\u001b[31m\u202etel\u2066\u009bX\u200b\u{e0041}<b>&';
const PLAIN = 'Ho [31m tel X <b>&';
/** Chromium reads a realm byte by byte, so that only the control characters of ASCII can be in one. */
const REALM = { hostile: 'Of\u001b[31mfi\u007fce\t<b>&', plain: 'Of [31mfi ce <b>&' };
/** The same where a notification takes markup. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** Line ends are the formats' own. */
const NOT_PLAIN = /(?![\t\r\n])\p{C}/u;
const USER = { scheme: 'basic', name: 'grace', password: 'cobol' } as const;

let fixture: ReleaseFixture;
let proxy: TestProxy;

afterEach(async () => {
  await fixture.stop();
  await proxy.stop();
});

const labels = (items: readonly MenuItem[]): readonly string[] =>
  items.flatMap(({ label, children }) => [label, ...labels(children)]);

/** As if this proxy had taken the password already, and called itself otherwise then. */
async function storePassword({ desktop }: ReleaseFixture): Promise<void> {
  const service = `NERD Tray (${profileOf(desktop)})`;
  const { name, password } = USER;
  const agreed = [{ scheme: 'basic', realm: 'office' }];
  await desktop.keyring.store({
    label: `${service}/${PROXY_ACCOUNT}`,
    attributes: { service, account: PROXY_ACCOUNT, 'xdg:schema': 'org.freedesktop.Secret.Generic' },
    secret: encodeProxyEntry({ host: 'localhost', port: proxy.port, name, password, agreed }),
  });
}

/** Everything that the release shows and writes outside its window, once a notification holds `name`. */
async function shown({ desktop, type }: ReleaseFixture, name: string): Promise<string> {
  const profile = profileOf(desktop);
  const said = [await type('--status'), await type('--status=json'), await type('--copy', '--notify')];
  await desktop.notifications?.waitFor('the name', ({ body }) => body.includes(escaped(name)));
  const files = ['logs/nerd-tray.log', 'history.jsonl', 'settings.json'];
  return [
    ...said.flatMap(({ out, err }) => [out, err]),
    ...desktop.tray.items().flatMap(({ tooltip, menu }) => [tooltip, ...labels(menu)]),
    ...(desktop.notifications?.all() ?? []).flatMap(({ title, body, buttons }) => [title, body, ...buttons]),
    ...(await Promise.all(files.map((file) => readFile(join(profile, file), 'utf8')))),
  ].join('\n');
}

test('a proxy’s and an authority’s name are plain text in tray, notification, log, history and command line', async () => {
  fixture = await startReleaseFixture();
  const { demoServer, desktop, start, type } = fixture;
  proxy = await startProxy({
    authority: createAuthority(HOSTILE),
    to: demoServer.url,
    realm: REALM.hostile,
    user: USER,
  });
  await storePassword(fixture);
  start({ args: [`--proxy-server=${proxy.url}`] });
  await desktop.tray.waitFor('the proxy', ({ tooltip }) => tooltip.includes('by another name'));
  const askedByProxy = await shown(fixture, REALM.plain);
  expect(askedByProxy).toContain(`now calls itself “${REALM.plain}”`);
  expect(askedByProxy).not.toMatch(NOT_PLAIN);
  expect(proxy.credentials).toEqual([]);

  proxy.setUser(undefined);
  const status = async () => {
    await type('--refresh');
    return (await type('--status')).out;
  };
  await expect.poll(status, { interval: 1000 }).toContain(`certificate by “${PLAIN}”`);
  const askedByAuthority = await shown(fixture, PLAIN);
  expect(askedByAuthority).toContain(PLAIN);
  expect(askedByAuthority).not.toMatch(NOT_PLAIN);
});
