// npm run demo: the app against the demo server. On a desktop to play with; without one, or with --tour, by itself.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compile } from './compile.mjs';
import { runCommand, setUp } from './setup.mjs';
import { electronCommand, hasDisplay } from './setup/electron-command.mjs';
import { SetupError } from './setup/failure.mjs';
import { foreground } from './setup/foreground.mjs';
import { cacheFolder, projectFolder } from './setup/paths.mjs';
import { sandboxed } from './setup/sandbox.mjs';

/** @typedef {import('./setup/electron-runtime.mjs').Electron} Electron */

await runCommand(async () => {
  const args = process.argv.slice(2);
  const tour = args.includes('--tour') || !hasDisplay();
  const electron = await setUp({ desktop: tour });
  await compile();
  const others = args.filter((arg) => arg !== '--tour');
  return tour ? takeTour(electron, others) : play(electron, others);
});

/**
 * @param {Electron} electron
 * @param {readonly string[]} args
 */
function takeTour(electron, args) {
  const command = sandboxed(process.execPath, ['out/test/tour.js', ...args]);
  const env = { ...command.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
  return foreground({ ...command, env }, { cwd: projectFolder });
}

/**
 * @param {Electron} electron
 * @param {readonly string[]} args
 */
async function play(electron, args) {
  // A profile of its own has a keychain entry of its own: a real session is never touched.
  const profile = join(cacheFolder(), 'demo-profile');
  mkdirSync(profile, { recursive: true });
  const demoServer = await startDemoServer(join(profile, 'look-alike-tokens'));
  try {
    console.log('The app opens on a demo profile, beside any real one, with a demo server on this machine.');
    console.log(`1. Paste this refresh token and connect: ${demoServer.refreshToken}`);
    console.log('2. Copy the access token, from the window or from the icon in the tray, and paste it anywhere.');
    console.log('3. Quit in the tray menu ends the demo; "npm run demo -- --tour" shows all of it by itself.');
    return await foreground(
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
 * Starts the demo server in a process of its own, which says in one line of JSON where it is.
 * @param {string} file where it remembers its refresh tokens, so that the demo goes on where it was left
 * @returns {Promise<{ url: string, tokenUrl: string, refreshToken: string, stop: () => void }>}
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
