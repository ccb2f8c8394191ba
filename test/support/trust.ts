import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Desktop } from './desktop/desktop.ts';
import type { Authority } from './self-signed.ts';

const run = promisify(execFile);

/** Makes the desktop's user trust this authority, as the IT of a company does. To be called once, before the app starts. */
export async function trustAuthority({ home, env }: Desktop, { cert }: Authority): Promise<void> {
  const folder = join(home, '.pki', 'nssdb');
  const file = join(home, 'authority.pem');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, cert);
  const certutil = (...args: string[]) => run('certutil', [...args, '-d', `sql:${folder}`], { env, timeout: 10_000 });
  await certutil('-N', '--empty-password');
  await certutil('-A', '-n', 'authority', '-t', 'C,,', '-i', file);
}
