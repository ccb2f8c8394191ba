import { app, session } from 'electron';
import { watchIssuers } from './untrusted-issuer.ts';

/** What requests to NERD go through. */
export interface HttpSession {
  readonly session: Electron.Session;
  /** Who has issued the certificate that this host has shown and that is not trusted. */
  readonly issuerOf: (host: string) => string | undefined;
}

let opened: HttpSession | undefined;
let count = 0;

/** The app's one session for requests, with the system's proxy. To be asked for anew with each request. */
export function httpSession(): HttpSession {
  if (count === 0) app.on('child-process-gone', openAnew);
  return (opened ??= openSession());
}

/**
 * Chromium starts a network process that has crashed anew, but a session that has used it before answers nothing but
 * net::ERR_FAILED from then on (seen in Electron 33.2.1).
 */
function openAnew(_event: unknown, { serviceName }: { readonly serviceName?: string }): void {
  if (serviceName === 'network.mojom.NetworkService') opened = undefined;
}

/** In memory, and apart from the window's: no cookies, no cache, no spelling dictionary, no language. */
function openSession(): HttpSession {
  count += 1;
  const bare = session.fromPartition(`nerd-${count}`, { cache: false });
  bare.setSpellCheckerLanguages([]);
  // Firewalls in front of web services turn away requests with no User-Agent; ours tells of no system and no version.
  bare.setUserAgent('NERD-Tray', '');
  return { session: bare, issuerOf: watchIssuers(bare) };
}
