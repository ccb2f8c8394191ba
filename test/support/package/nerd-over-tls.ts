import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Desktop } from '../desktop/desktop.ts';

const run = promisify(execFile);
/** The real NERD's name, which is built into a package. */
export const NERD_HOST = 'nerd.kensho.com';
const LIMIT_MS = 20_000;

/** A demo server under NERD’s own name, and what it was asked. */
export interface NerdOverTls {
  /** Chromium's switches that lead NERD's name to this machine, and every other name nowhere. */
  readonly switches: readonly string[];
  /** The Host header of each request, in order. */
  readonly hosts: readonly string[];
  /** The headers of each request, with its method and address. */
  readonly requests: readonly IncomingMessage[];
  readonly port: number;
  /** Adds these headers to every answer from now on, before its own. */
  addHeaders(headers: Readonly<Record<string, string | readonly string[]>>): void;
  stop(): Promise<void>;
}

/** Puts TLS with NERD's own name before a demo server; with `trusted`, the desktop's user trusts its issuer. */
export async function nerdOverTls(desktop: Desktop, url: string, trusted = true): Promise<NerdOverTls> {
  const { pfx, authority } = await makeCertificate(desktop);
  if (trusted) await trust(desktop, authority);
  const hosts: string[] = [];
  const requests: IncomingMessage[] = [];
  let added: OutgoingHttpHeaders = {};
  const server = createServer({ pfx, passphrase: '' }, (asked, answer) => {
    hosts.push(asked.headers.host ?? '');
    requests.push(asked);
    const { method, headers } = asked;
    // The demo server answers to its own address only.
    const own = { ...headers, host: new URL(url).host };
    const onward = request(`${url}${asked.url ?? '/'}`, { method, headers: own }, (got) => {
      answer.writeHead(got.statusCode ?? 500, { ...got.headers, ...added });
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    switches: [`--host-resolver-rules=MAP ${NERD_HOST} 127.0.0.1:${port}, MAP * ~NOTFOUND`],
    hosts,
    requests,
    port,
    addHeaders: (headers) => (added = headers as OutgoingHttpHeaders),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Makes a certificate with its key for NERD's name, and the authority that signs it, with NSS's own tools. */
async function makeCertificate(desktop: Desktop): Promise<{ readonly pfx: Buffer; readonly authority: string }> {
  const folder = join(desktop.home, 'authority');
  const noise = join(folder, 'noise');
  const pfx = join(folder, 'server.p12');
  await newStore(desktop, folder);
  await writeFile(noise, randomBytes(64));
  const make = ['-S', '-z', noise, '-v', '1', '-g', '2048'];
  // The answers that -2 (basic constraints) asks for: an authority, no limit to the path, critical.
  const authority = ['-x', '-n', 'authority', '-s', 'CN=Test Authority', '-t', 'C,,', '-2'];
  await certutil(desktop, folder, [...make, '-m', '1', ...authority], 'y\n\ny\n');
  const server = ['-c', 'authority', '-n', 'server', '-s', `CN=${NERD_HOST}`, '-t', ',,', '-8', NERD_HOST];
  await certutil(desktop, folder, [...make, '-m', '2', ...server, '--extKeyUsage', 'serverAuth']);
  const cipher = ['-c', 'AES-128-CBC', '-C', 'AES-128-CBC'];
  const out = ['-o', pfx, '-n', 'server', '-d', `sql:${folder}`, '-K', '', '-W', '', ...cipher];
  await run('pk12util', out, { env: desktop.env, timeout: LIMIT_MS });
  return { pfx: await readFile(pfx), authority: await certutil(desktop, folder, ['-L', '-n', 'authority', '-a']) };
}

/** Gives the folder in which Chromium on Linux looks for the certificates that its user trusts. */
async function trust(desktop: Desktop, authority: string): Promise<void> {
  const folder = join(desktop.home, '.pki', 'nssdb');
  const file = join(desktop.home, 'authority.pem');
  await newStore(desktop, folder);
  await writeFile(file, authority);
  await certutil(desktop, folder, ['-A', '-n', 'authority', '-t', 'C,,', '-i', file]);
}

async function newStore(desktop: Desktop, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await certutil(desktop, folder, ['-N', '--empty-password']);
}

/** Runs one of NSS's tools, whose questions are answered by `input`. */
async function certutil(desktop: Desktop, folder: string, args: readonly string[], input = ''): Promise<string> {
  const running = run('certutil', [...args, '-d', `sql:${folder}`], { env: desktop.env, timeout: LIMIT_MS });
  // A program that ends early closes its standard input; its exit is what is reported.
  running.child.stdin?.on('error', () => undefined);
  running.child.stdin?.end(input);
  return (await running).stdout;
}
