// Makes a bare Debian in a temporary folder, to install packages into. This needs root and debootstrap.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError, stepFailure } from '../setup/failure.mjs';
import { cacheFolder, projectFolder } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';

const RELEASE = 'bookworm';
/** The files by which this machine reaches its package source; they are copied, because the new system uses the same. */
const HOST_SETTINGS = [
  '/etc/apt/sources.list',
  '/etc/apt/sources.list.d',
  '/etc/apt/apt.conf.d',
  '/etc/ssl/certs',
  '/usr/local/share/ca-certificates',
  '/etc/resolv.conf',
  '/etc/hosts',
];
/**
 * The script that makes $ROOT the root directory of a command. It uses pivot_root, because Chromium could not make its
 * namespaces in a chroot.
 */
const ENTER_SCRIPT = `
set -e
mount --make-rprivate /
mount --bind "$ROOT" "$ROOT"
cd "$ROOT"
mkdir -p opt/project run old
mount --rbind /dev dev
mount --rbind /sys sys
mount -t proc proc proc
mount -t tmpfs tmpfs tmp
mount -t tmpfs -o size=2g tmpfs dev/shm
mount --bind "$PROJECT" opt/project
pivot_root . old
umount -l old
cd /opt/project
if [ "$WHO" = root ]; then exec env -i "$@"; fi
exec setpriv --reuid="$WHO" --regid="$WHO" --init-groups --reset-env env -i "$@"
`;
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * @typedef {object} Root
 * @property {string} folder
 * @property {(user: string, command: readonly string[]) => void} enter runs a command in the system, on this terminal;
 *   throws a SetupError if it fails
 * @property {() => void} remove deletes the folder
 */

/**
 * Makes a new system that contains Node, this project as /opt/project, and a user "tester".
 * @returns {Promise<Root>}
 * @throws {SetupError} if a program is missing or a step fails
 */
export async function makeThrowAwayRoot() {
  const base = await baseSystem();
  const folder = mkdtempSync(join(tmpdir(), 'nerd-tray-root-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await step('tar', ['-C', folder, '-xf', base], 'The base system could not be unpacked.');
    for (const path of HOST_SETTINGS) {
      rmSync(join(folder, path), { recursive: true, force: true });
      if (existsSync(path)) cpSync(path, join(folder, path), { recursive: true, dereference: true });
    }
    cpSync(process.execPath, join(folder, 'usr', 'bin', 'node'), { dereference: true });
    await step('chmod', ['755', folder], 'The throw-away system could not be made.');
    await step('chroot', [folder, 'useradd', '-m', 'tester'], 'The throw-away system could not be made.');
    return { folder, enter: (user, command) => enter(folder, user, command), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * Runs a command in the system, on this terminal.
 * @param {string} folder
 * @param {string} user
 * @param {readonly string[]} command
 * @throws {SetupError} if it fails
 */
function enter(folder, user, command) {
  const home = user === 'root' ? '/root' : `/home/${user}`;
  const environment = [
    `HOME=${home}`,
    `USER=${user}`,
    `PATH=${PATH}`,
    'LANG=C.UTF-8',
    'DEBIAN_FRONTEND=noninteractive',
  ];
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child'];
  const { status } = spawnSync(
    'unshare',
    [...namespaces, 'bash', '-c', ENTER_SCRIPT, 'bash', ...environment, ...command],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ROOT: folder, PROJECT: projectFolder, WHO: user },
    },
  );
  if (status !== 0) throw new SetupError(`In the throw-away system this failed: ${command.slice(0, 4).join(' ')}`);
}

/** The path of an archive of the bare system. It is made once and saved in the cache folder. */
async function baseSystem() {
  const archive = join(cacheFolder(), `debian-${RELEASE}.tar`);
  if (existsSync(archive)) return archive;
  mkdirSync(cacheFolder(), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'nerd-tray-base-'));
  try {
    const args = ['--variant=minbase', '--include=ca-certificates', RELEASE, folder, mirror()];
    await step('debootstrap', args, 'The base system could not be made.');
    await step('tar', ['-C', folder, '-cf', `${archive}.part`, '.'], 'The base system could not be saved.');
    renameSync(`${archive}.part`, archive);
    return archive;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The address of the package source that this machine uses; Debian's own if none is configured. */
function mirror() {
  const parts = '/etc/apt/sources.list.d';
  const files = [
    ...(existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : []),
    '/etc/apt/sources.list',
  ];
  const text = files.flatMap((file) => (existsSync(file) ? [readFileSync(file, 'utf8')] : [])).join('\n');
  return /^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(http\S+)/mu.exec(text)?.[1] ?? 'http://deb.debian.org/debian';
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} failure a sentence that says what did not work
 * @throws {SetupError} if the program is missing or fails
 */
async function step(program, args, failure) {
  const result = await run(program, args, { doing: `Making a throw-away system (${program})` });
  if (result.missing) throw new SetupError(`The program "${program}" is missing: sudo apt-get install ${program}`);
  if (!result.ok) throw stepFailure(failure, result.output);
}
