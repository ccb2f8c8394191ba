import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from 'playwright';
import type { Desktop } from '../desktop/desktop.ts';

const START_LIMIT_MS = 30_000;
const QUIT_LIMIT_MS = 20_000;

/** A finished package that runs. Tests cannot reach its main process, but its window, as in a browser. */
export interface PackagedApp {
  readonly userDataDir: string;
  /** Gives the status window; waits for it to open. */
  readonly window: () => Promise<Page>;
  /** Resolves with the exit status when the process is gone. */
  readonly gone: Promise<number | null>;
  /** Quits it from the tray, as a user does, and waits until it is gone; rejects if it had to be killed. */
  readonly quit: () => Promise<void>;
  /** Kills its main process alone or all of its processes, and waits until it is gone. */
  readonly kill: (which: 'main' | 'all') => Promise<void>;
  /** Ends it whatever state it is in. */
  readonly stop: () => Promise<void>;
}

/** How a package is started. */
export interface PackagedOptions {
  readonly program: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the program of a package on `desktop`, with Chromium's sandbox unless NERD_TRAY_NO_SANDBOX is 1. */
export async function startPackaged(desktop: Desktop, options: PackagedOptions): Promise<PackagedApp> {
  const userDataDir = profileOf(desktop);
  await mkdir(userDataDir, { recursive: true, mode: 0o700 });
  const settings = join(userDataDir, 'settings.json');
  if (!existsSync(settings)) await writeFile(settings, JSON.stringify({ form: 1, spread: 0 }));
  const args = [...profileArguments(desktop), '--remote-debugging-port=0', ...(options.args ?? [])];
  // It ends with this process, by the kernel's parent-death signal (prctl(2)).
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', options.program, ...args], {
    env: { ...desktop.env, ...options.env },
    stdio: ['ignore', 'ignore', 'pipe'],
    // The process has a group of its own, which can be killed as one.
    detached: true,
  });
  const gone = once(child, 'exit').then(([code]) => code as number | null);
  const endpoint = await endpointOf(createInterface({ input: child.stderr }), gone);
  // What it writes after that is of no interest, but has to be read.
  child.stderr.resume();
  let browser: Promise<Browser> | undefined;
  const connect = () => (browser ??= chromium.connectOverCDP(endpoint, { timeout: START_LIMIT_MS }));
  const kill = (which: 'main' | 'all' = 'all') => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    return process.kill(which === 'all' ? -child.pid : child.pid, 'SIGKILL');
  };
  const end = async (which?: 'main' | 'all') => {
    kill(which);
    await gone;
    await (await browser)?.close();
  };
  return {
    userDataDir,
    gone,
    window: async () => onlyPage(await connect()),
    async quit() {
      // It can be gone before it has answered the click; the code below checks whether it is.
      await desktop.tray.clickMenu('Quit').catch(() => undefined);
      const killed = { byTheTest: false };
      const limit = setTimeout(() => (killed.byTheTest = kill()), QUIT_LIMIT_MS);
      await gone;
      clearTimeout(limit);
      await (await browser)?.close();
      if (killed.byTheTest) throw new Error(`The app had not quit after ${QUIT_LIMIT_MS} ms and was killed`);
    },
    kill: end,
    stop: () => end(),
  };
}

/** Gives the profile that packages use on this desktop. */
export function profileOf({ home }: Desktop): string {
  return join(home, 'packaged profile');
}

/** Gives the arguments that each start on this profile needs. */
export function profileArguments(desktop: Desktop): readonly string[] {
  const profile = `--user-data-dir=${profileOf(desktop)}`;
  return desktop.env['NERD_TRAY_NO_SANDBOX'] === '1' ? [profile, '--no-sandbox'] : [profile];
}

/** Gives the debugger's address, which Chromium writes to standard error. */
async function endpointOf(lines: AsyncIterable<string>, gone: Promise<unknown>): Promise<string> {
  const said: string[] = [];
  const found = async (): Promise<string> => {
    for await (const line of lines) {
      said.push(line);
      const endpoint = /^DevTools listening on (ws:\S+)$/u.exec(line)?.[1];
      if (endpoint !== undefined) return endpoint;
    }
    throw new Error(`The package ended early: ${said.join('\n')}`);
  };
  return Promise.race([
    found(),
    gone.then((code) => {
      throw new Error(`The package ended with ${String(code)}: ${said.join('\n')}`);
    }),
  ]);
}

async function onlyPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('The debugger shows no context');
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}
