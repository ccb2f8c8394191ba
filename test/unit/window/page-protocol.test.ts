import { sep } from 'node:path';
import { expect, test } from 'vitest';
import type { PageSession } from '../../../main/ports/app.ts';
import { cutOff, pageFile } from '../../../main/window/page-protocol.ts';
import { fc, test as property } from '../../support/core/property.ts';

const FOLDER = '/app/out/renderer';

test.each([
  ['nerd-tray://window/index.html', `${FOLDER}/index.html`],
  ['nerd-tray://window/./a/../index.js', `${FOLDER}/index.js`],
  // A standard scheme's addresses are resolved before they come here, and stay below the folder.
  ['nerd-tray://window/../main/index.js', `${FOLDER}/main/index.js`],
  ['nerd-tray://window/%2e%2e/main/index.js', `${FOLDER}/main/index.js`],
  ['nerd-tray://window/..%2fmain%2findex.js', undefined],
  ['nerd-tray://window/a/..%2f..%2f..%2fetc/passwd', undefined],
  ['nerd-tray://window/..%5cmain%5cindex.js', undefined],
  ['nerd-tray://window/index.html%00.png', undefined],
  ['nerd-tray://window/%E0%A4%A', undefined],
  ['nerd-tray://elsewhere/index.html', undefined],
  ['not an address', undefined],
])('%s', (address, file) => {
  expect(pageFile(FOLDER, address)).toBe(file);
});

const piece = fc.constantFrom('..', '.', '%2e', '%2f', '/', '\\', '%5c', 'a', '%', '%00', '//', '?', '#');

property('no address leads out of the folder', [fc.array(piece)], (pieces) => {
  const file = pageFile(FOLDER, `nerd-tray://window/${pieces.join('')}`);
  if (file !== undefined) expect(`${file}${sep}`.startsWith(FOLDER + sep)).toBe(true);
});

/** A session that tells what it was given, and what becomes of a request. */
function cutOffSession() {
  const proxies: Parameters<PageSession['setProxy']>[0][] = [];
  let decide: Parameters<PageSession['webRequest']['onBeforeRequest']>[0] | undefined;
  cutOff({
    protocol: { handle: () => undefined },
    webRequest: { onBeforeRequest: (given) => (decide = given) },
    setProxy(proxy) {
      proxies.push(proxy);
      return Promise.resolve();
    },
  });
  const isCancelled = (url: string): boolean | undefined => {
    let cancelled: boolean | undefined;
    decide?.({ url }, ({ cancel }) => (cancelled = cancel));
    return cancelled;
  };
  return { proxies, isCancelled };
}

test('only the app’s own scheme is let through', () => {
  const { isCancelled } = cutOffSession();
  expect(isCancelled('nerd-tray://window/index.html')).toBe(false);
  for (const url of ['https://nerd.kensho.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'nerd-trayx://window/'])
    expect([url, isCancelled(url)]).toEqual([url, true]);
});

test('what asks past the requests ends at a proxy that is not there, addresses of this computer too', () => {
  expect(cutOffSession().proxies).toEqual([
    { mode: 'fixed_servers', proxyRules: '255.255.255.255:9', proxyBypassRules: '<-loopback>' },
  ]);
});
