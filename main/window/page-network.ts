import type { PageSession } from '../ports/app.ts';
import { PAGE_SCHEME } from './page-protocol.ts';

/**
 * The address of a proxy that cannot exist: it is no address of a computer (RFC 919, section 7), and the system refuses
 * the connection before anything is sent.
 */
const DEAD_PROXY = '255.255.255.255:9';

/**
 * Takes the network away from the page's session. The page loads its files from the app's own scheme and talks to main
 * alone. Whatever else a hostile script requests, by any way that Chromium has, ends at a proxy that does not exist.
 */
export function cutOff(session: PageSession): void {
  void session.setProxy({ mode: 'fixed_servers', proxyRules: DEAD_PROXY, proxyBypassRules: '<-loopback>' });
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith(`${PAGE_SCHEME}://`) });
  });
}
