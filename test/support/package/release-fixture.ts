import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeEntry } from '../../../main/keychain/entry-codec.ts';
import { DAY_MS, HOUR_MS } from '../../../main/core/time/time.ts';
import { startDemoServer, type DemoServer } from '../../../main/demo/server.ts';
import { runProgram, type CommandResult } from '../command-line.ts';
import { startDesktop, type Desktop } from '../desktop/desktop.ts';
import { startSingleHostProxy, type SingleHostProxy } from './single-host-proxy.ts';
import { NERD_HOST, nerdOverTls, type NerdOverTls } from './nerd-over-tls.ts';
import { INSTALLED_APP, program } from './package-paths.ts';
import { profileArguments, profileOf } from './packaged-app.ts';

/** A release as people have it, reached by tray, bus and command line alone. Its session is in the keychain. */
export interface ReleaseFixture {
  readonly desktop: Desktop;
  readonly demoServer: DemoServer;
  readonly nerd: NerdOverTls;
  readonly proxy: SingleHostProxy;
  /** Starts it without a window, and gives its first process, which may end at once. */
  readonly start: (options?: StartOptions) => StartedRelease;
  /** Waits until it has an access token. */
  readonly connected: () => Promise<void>;
  /** Runs it as a person at a terminal does, beside the one that runs, and waits until it has ended. */
  readonly type: (...args: readonly string[]) => Promise<CommandResult>;
  readonly stop: () => Promise<void>;
}

/** How the release is started. */
export interface StartOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the app to start; the release if left out. */
  readonly folder?: string;
}

/** The first process of a start. */
export interface StartedRelease {
  readonly gone: Promise<number | null>;
  readonly errorOutput: () => string;
}

/** Starts a desktop with what the release of the app needs to reach a simulated NERD under its real name. */
export async function startReleaseFixture(): Promise<ReleaseFixture> {
  const desktop = await startDesktop();
  const demoServer = await startDemoServer({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
  });
  const nerd = await nerdOverTls(desktop, demoServer.url);
  const proxy = await startSingleHostProxy(`${NERD_HOST}:443`, nerd.port);
  await storeSession(desktop, demoServer.refreshToken);
  const usual = [...profileArguments(desktop), ...proxy.switches];
  return {
    desktop,
    demoServer,
    nerd,
    proxy,
    start({ args = [], env = {}, folder = INSTALLED_APP } = {}) {
      const child = spawn(program(folder), [...usual, '--hidden', ...args], {
        env: { ...desktop.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      return { gone: once(child, 'exit').then(([code]) => code as number | null), errorOutput: () => said };
    },
    connected: () => desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until ')).then(),
    type: (...args) => runProgram(program(INSTALLED_APP), [...usual, ...args], desktop.env),
    async stop() {
      await killAllOn(profileOf(desktop));
      await proxy.stop();
      await nerd.stop();
      await demoServer.stop();
      await desktop.stop();
    },
  };
}

/** Stores a session as the app itself does when a person has connected. */
async function storeSession(desktop: Desktop, refreshToken: string): Promise<void> {
  const profile = profileOf(desktop);
  await mkdir(profile, { recursive: true, mode: 0o700 });
  await writeFile(join(profile, 'settings.json'), JSON.stringify({ form: 1, spread: 0 }));
  const service = `NERD Tray (${profile})`;
  await desktop.keyring.store({
    label: `${service}/refresh-token`,
    attributes: { service, account: 'refresh-token', 'xdg:schema': 'org.freedesktop.Secret.Generic' },
    secret: encodeEntry({ id: 'seeded', kind: 'refreshToken', refreshToken, enteredAt: Date.now() }),
  });
}

/** Finds a process by its profile: one that was started by another process is no child of this one. */
async function killAllOn(profile: string): Promise<void> {
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/u.test(name))) {
    const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    if (!line.includes(profile)) continue;
    try {
      process.kill(Number(id), 'SIGKILL');
    } catch {
      // The process has just ended by itself.
    }
  }
}
