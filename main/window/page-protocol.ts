import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { PageSession } from '../ports/app.ts';
import { PAGE_HOST, pageFile } from './page-file.ts';

const SCHEME = 'nerd-tray';
/** The window's page; the app serves it from its own build folder, and nothing else from nowhere else. */
export const PAGE_URL = `${SCHEME}://${PAGE_HOST}/index.html`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** To be called before the app is ready (Electron's rule for privileged schemes). */
export function registerPageScheme(): void {
  // With its compiled code kept, as that of any web page is, the window is there sooner.
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Serves the files below `folder`, read-only, with a strict content security policy. */
export function servePage(session: PageSession, folder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
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
