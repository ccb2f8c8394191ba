// What keeps a build that is no release from being published.
import { extractFile } from '@electron/asar';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { appVersion } from '../compile.mjs';
import { run } from '../setup/run.mjs';
import { readFuses } from './fuses.mjs';
import { ANY_SWITCH, isNamedForRelease } from './kinds.mjs';
import { MAIN } from '../vite/target-list.mjs';

/** With the list of what they hold. */
const PACKAGE = /\.(?:deb|tar\.gz|AppImage|exe|dmg|zip|cdx\.json)$/u;

/**
 * @param {string} folder
 * @param {readonly string[]} names the files in it
 * @returns {Promise<string[]>} sentences; none if all may be published
 */
export async function reasonsToRefuse(folder, names) {
  if (names.length === 0) return ['There is no package.'];
  const reasons = names.flatMap((name) => {
    if (!PACKAGE.test(name)) return [`${name} is not a package.`];
    if (!isNamedForRelease(name)) return [`${name} is not a release: its name says so.`];
    return name.includes(`-${appVersion()}-`) ? [] : [`${name} is not of version ${appVersion()}.`];
  });
  // A name can be changed: the fuses of what can be opened here are looked at too.
  for (const name of names.filter((candidate) => candidate.endsWith('.tar.gz'))) {
    if (!(await isClosed(join(folder, name)))) reasons.push(`A debugger can be attached to ${name}: it is for tests.`);
    else if (await takesAnySwitch(join(folder, name)))
      reasons.push(`${name} can be started with any switch: it is for tests.`);
  }
  return reasons;
}

/** @param {string} archive */
async function isClosed(archive) {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-tray-release-'));
  try {
    const wanted = ['--wildcards', '*/nerd-tray', '--strip-components=1'];
    const unpacked = await run('tar', ['-xf', archive, '-C', folder, ...wanted], { doing: 'Looking at a package' });
    if (!unpacked.ok) return false;
    const fuses = await readFuses(join(folder, 'nerd-tray'));
    return !fuses.EnableNodeCliInspectArguments && !fuses.RunAsNode && fuses.OnlyLoadAppFromAsar;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Whether an archive's app was compiled for tests; also if what it holds cannot be told.
 * @param {string} archive
 */
async function takesAnySwitch(archive) {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-tray-release-'));
  try {
    const wanted = ['--wildcards', '*/resources/app.asar', '--strip-components=2'];
    const unpacked = await run('tar', ['-xf', archive, '-C', folder, ...wanted], { doing: 'Looking at a package' });
    if (!unpacked.ok) return true;
    return extractFile(join(folder, 'app.asar'), `${MAIN.folder}/${MAIN.file}`).includes(ANY_SWITCH);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * As `sha256sum` writes and checks them.
 * @param {string} folder
 * @param {readonly string[]} names
 */
export async function checksumLines(folder, names) {
  const lines = [];
  for (const name of [...names].sort()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, name)), hash);
    lines.push(`${hash.digest('hex')}  ${name}\n`);
  }
  return lines.join('');
}
