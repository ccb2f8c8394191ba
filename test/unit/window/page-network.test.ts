import { expect, test } from 'vitest';
import type { PageSession } from '../../../main/ports/app.ts';
import { cutOff } from '../../../main/window/page-network.ts';

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
