import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { PageSession } from '../ports/app.ts';

/** The host of the page's addresses. */
const PAGE_HOST = 'window';
/** The scheme of the page's addresses. */
export const PAGE_SCHEME = 'nerd-tray';
/** The address of the window's page. The app serves the files of its own build folder there, and nothing else. */
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Neither dialogs nor printing, downloads, new windows or what leads the whole window elsewhere.
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Registers the page's scheme; to be called before the app is ready (Electron's rule for privileged schemes). */
export function registerPageScheme(): void {
  // Chromium caches the compiled code, as it does for any web page, so the window opens sooner.
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }]);
}

/** Serves the files below `folder`, read-only, with a strict content security policy. */
export function servePage(session: PageSession, folder: string): void {
  session.protocol.handle(PAGE_SCHEME, async (request) => {
    const file = pageFile(folder, request.url);
    const type = file && TYPES[extname(file)];
    if (request.method !== 'GET' || file === undefined || type === undefined)
      return new Response(null, { status: 404 });
    try {
      return new Response(await readFile(file), {
        headers: {
          'content-type': type,
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

/** The file a page's address names; undefined if it is not of the page, or would lead out of the folder. */
export function pageFile(folder: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.host !== PAGE_HOST) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined; // a broken percent-encoding names no file
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const root = normalize(folder) + sep;
  const file = normalize(join(root, path));
  return file.startsWith(root) ? file : undefined;
}

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
