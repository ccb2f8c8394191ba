import { app, session } from 'electron';
import { watchIssuers } from './untrusted-issuer.ts';

/** The session that requests to NERD are sent in. */
export interface HttpSession {
  readonly session: Electron.Session;
  /**
   * Gives the name of the issuer of the host's last certificate, if this computer does not trust it; else undefined.
   */
  readonly issuerOf: (host: string) => string | undefined;
}

let current: HttpSession | undefined;
let count = 0;

/**
 * Gives the app's one session for requests, with the system's proxy. Call it for each request: it may be another one.
 */
export function httpSession(): HttpSession {
  if (count === 0) app.on('child-process-gone', dropSession);
  return (current ??= openSession());
}

/**
 * Drops the session when Chromium's network process has crashed. Chromium starts that process again, but a session that
 * has used it before gives only net::ERR_FAILED from then on (seen in Electron 33.2.1).
 */
function dropSession(_event: unknown, { serviceName }: { readonly serviceName?: string }): void {
  if (serviceName === 'network.mojom.NetworkService') current = undefined;
}

/** Opens a session in memory, apart from the window's: no cookies, no cache, no spelling dictionary, no language. */
function openSession(): HttpSession {
  count += 1;
  const opened = session.fromPartition(`nerd-${count}`, { cache: false });
  opened.setSpellCheckerLanguages([]);
  // Firewalls in front of web services turn away requests with no User-Agent; ours tells of no system and no version.
  opened.setUserAgent('NERD-Tray', '');
  return { session: opened, issuerOf: watchIssuers(opened) };
}
