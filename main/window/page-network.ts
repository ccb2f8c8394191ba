import type { PageSession } from '../ports/app.ts';
import { PAGE_SCHEME } from './page-protocol.ts';

/**
 * Nobody can listen there: it is no address of a computer (RFC 919, section 7), and the system refuses the connection
 * before anything is sent.
 */
const DEAD_PROXY = '255.255.255.255:9';

/**
 * Takes the network away from the page's session. The page has its files from the app's own scheme and speaks to main
 * alone; what a script in other hands asks for, by whatever door of Chromium's, ends at a proxy that is not there.
 */
export function cutOff(session: PageSession): void {
  void session.setProxy({ mode: 'fixed_servers', proxyRules: DEAD_PROXY, proxyBypassRules: '<-loopback>' });
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith(`${PAGE_SCHEME}://`) });
  });
}
