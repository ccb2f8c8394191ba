import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Desktop } from './desktop/desktop.ts';

/** The exit status and the output of a finished program. */
export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  /** Standard error, without the lines of Chromium and the system's libraries. */
  readonly err: string;
}

/** How the app is started from a command line. */
export interface RunOptions {
  readonly entry: string;
  readonly profile?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Chromium's own lines on standard error: "[123:1124/104530.123:ERROR:bus.cc(407)] …". */
const OF_CHROMIUM = /^\[\d+:\d+\/[\d.]+:[A-Z]+:/u;

/** Runs the app with these arguments in a separate process on `desktop`, and waits until that process has ended. */
export function runCommandLine(desktop: Desktop, args: readonly string[], options: RunOptions): Promise<CommandResult> {
  const electron = createRequire(import.meta.url)('electron') as string;
  const flags = desktop.env['NERD_TRAY_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [];
  const profile = `--user-data-dir=${join(desktop.home, options.profile ?? 'profile')}`;
  return runProgram(electron, [options.entry, profile, ...flags, ...args], { ...desktop.env, ...options.env });
}

/** Runs a program to its end, and collects its output. */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<CommandResult> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  // Not until its output is closed: nobody that it has started may hold the terminal.
  const [code] = (await once(child, 'close')) as [number | null];
  const err = text.err.split('\n').filter((line) => !OF_CHROMIUM.test(line));
  return { code, out: text.out.trim(), err: err.join('\n').trim() };
}
