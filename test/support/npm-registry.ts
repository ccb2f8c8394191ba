import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the package's archive is sent. */
export type Delivery =
  | 'whole'
  /** Another archive than the one announced. */
  | 'exchanged'
  /** The connection breaks in the middle. */
  | 'cutOff'
  /** Half of it comes, and then nothing. */
  | 'halts';

/** A package registry on 127.0.0.1 that has one package, and can fail in several ways. */
export interface NpmRegistry {
  readonly url: string;
  readonly integrity: string;
  delivery: Delivery;
  /** The requests so far, by path. */
  readonly requests: readonly string[];
  /** Resolves when the archive has been requested. */
  readonly archiveRequested: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a registry that has `name` at `version` only; `size` bytes that do not compress are in it. */
export async function startNpmRegistry(name: string, version: string, size = 100_000): Promise<NpmRegistry> {
  const archive = makeArchive(name, version, size);
  const integrity = integrityOf(archive);
  const requests: string[] = [];
  let onArchiveRequest: () => void = () => undefined;
  const archiveRequested = new Promise<void>((resolve) => (onArchiveRequest = resolve));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    requests.push(path);
    if (path.endsWith('.tgz')) {
      onArchiveRequest();
      send(response, archive, registry.delivery);
      return;
    }
    if (path !== `/${name}`) {
      response.writeHead(404).end('{}');
      return;
    }
    const dist = { tarball: `${registry.url}/archive.tgz`, integrity };
    const versions = { [version]: { name, version, dist } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const registry: NpmRegistry = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    integrity,
    delivery: 'whole',
    requests,
    archiveRequested,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return registry;
}

function send(response: ServerResponse, archive: Buffer, delivery: Delivery): void {
  const half = archive.subarray(0, archive.length / 2);
  response.setHeader('content-type', 'application/octet-stream');
  response.setHeader('content-length', archive.length);
  if (delivery === 'whole') response.end(archive);
  else if (delivery === 'exchanged') response.end(Buffer.alloc(archive.length, 'noise'));
  else if (delivery === 'cutOff') response.write(half, () => response.destroy());
  else response.write(half);
}

function integrityOf(content: Buffer): string {
  return `sha512-${createHash('sha512').update(content).digest('base64')}`;
}

function makeArchive(name: string, version: string, size: number): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'nerd-tray-registry-'));
  try {
    mkdirSync(join(folder, 'package'));
    writeFileSync(join(folder, 'package', 'package.json'), JSON.stringify({ name, version }));
    // A chain of digests: as hard to compress as chance, and the same each time.
    const blocks = Array.from({ length: Math.ceil(size / 64) }, (_, index) =>
      createHash('sha512').update(String(index)).digest(),
    );
    writeFileSync(join(folder, 'package', 'content'), Buffer.concat(blocks));
    execFileSync('tar', ['-czf', 'archive.tgz', 'package'], { cwd: folder });
    return readFileSync(join(folder, 'archive.tgz'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
