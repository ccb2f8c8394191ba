// npm run demo: starts the app against the demo server. On a desktop a person plays with it; without a desktop, or with
// --tour, a script walks through the app by itself.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compile } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { electronCommand, hasDisplay } from './setup/electron-command.mjs';
import { SetupError } from './setup/failure.mjs';
import { runInForeground } from './setup/foreground.mjs';
import { cacheFolder, projectFolder } from './setup/paths.mjs';
import { sandboxed } from './setup/sandbox.mjs';

/** @typedef {import('./setup/electron-runtime.mjs').Electron} Electron */

await runCommand(async () => {
  const args = process.argv.slice(2);
  const tour = args.includes('--tour') || !hasDisplay();
  const electron = await setUp({ desktop: tour });
  await compile();
  const otherArgs = args.filter((arg) => arg !== '--tour');
  return tour ? runTour(electron, otherArgs) : runOnDesktop(electron, otherArgs);
});

/**
 * Runs the scripted tour on a private desktop.
 * @param {Electron} electron
 * @param {readonly string[]} args for the tour
 * @returns {Promise<number>} its exit status
 */
function runTour(electron, args) {
  const command = sandboxed(process.execPath, ['out/test/tour.js', ...args]);
  const env = { ...command.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
  return runInForeground({ ...command, env }, { cwd: projectFolder });
}

/**
 * Runs the app and its demo server on this desktop until the person quits.
 * @param {Electron} electron
 * @param {readonly string[]} args for the app
 * @returns {Promise<number>} the app's exit status
 */
async function runOnDesktop(electron, args) {
  // A separate profile has a separate keychain entry, so a real session is never touched.
  const profile = join(cacheFolder(), 'demo-profile');
  mkdirSync(profile, { recursive: true });
  const demoServer = await startDemoServer(join(profile, 'look-alike-tokens'));
  try {
    console.log('The app opens on a demo profile, beside any real one, with a demo server on this machine.');
    console.log(`1. Paste this refresh token and connect: ${demoServer.refreshToken}`);
    console.log('2. Copy the access token, from the window or from the icon in the tray, and paste it anywhere.');
    console.log('3. Quit in the tray menu ends the demo; "npm run demo -- --tour" shows all of it by itself.');
    return await runInForeground(
      electronCommand(electron, {
        args: [`--user-data-dir=${profile}`, ...args],
        env: { NERD_TRAY_NERD_URL: demoServer.url, NERD_TRAY_TOKEN_URL: demoServer.tokenUrl },
      }),
      { cwd: projectFolder },
    );
  } finally {
    demoServer.stop();
  }
}

/**
 * Starts the demo server in a separate process, which prints its addresses in one line of JSON.
 * @param {string} file where the server saves its refresh tokens, so that the next demo continues this session
 * @returns {Promise<{ url: string, tokenUrl: string, refreshToken: string, stop: () => void }>}
 * @throws {SetupError} if it ends before it has printed that line
 */
async function startDemoServer(file) {
  const child = spawn(
    process.execPath,
    ['out/demo-server/index.js', '--json', '--until-stdin-closes', '--remember', file],
    {
      cwd: projectFolder,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    /** @type {{ url: string, tokenUrl: string, refreshToken: string }} */
    const { url, tokenUrl, refreshToken } = JSON.parse(line);
    child.stdout.resume();
    return { url, tokenUrl, refreshToken, stop: () => child.kill() };
  }
  throw new SetupError('The demo server did not start: see above.');
}
