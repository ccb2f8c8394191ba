import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { WAIT_LIMIT_MS } from './change-notifier.ts';
import { startDaemon } from './daemon.ts';

const run = promisify(execFile);

/** A Wayland desktop without a screen: sway, whose new windows get the focus. */
export interface Sway {
  /** The variables to add to the environment of what runs on it. */
  readonly env: Readonly<Record<string, string>>;
  /** Presses keys as a keyboard does; takes wtype's arguments. */
  pressKeys(...args: string[]): Promise<void>;
  /** Gives the clipboard as another client sees it (wl-paste), or the primary selection; '' if it is empty. */
  readText(selection?: 'primary'): Promise<string>;
  /** Copies a text as another client (wl-copy). */
  writeText(text: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts sway in the environment of a desktop; the socket is in its own XDG_RUNTIME_DIR. */
export async function startSway(desktop: { readonly env: Readonly<Record<string, string>> }): Promise<Sway> {
  const runtime = desktop.env['XDG_RUNTIME_DIR'] ?? '';
  const config = join(runtime, 'sway.conf');
  await writeFile(config, 'xwayland disable\noutput HEADLESS-1 resolution 1280x800\n');
  const headless = { WLR_BACKENDS: 'headless', WLR_LIBINPUT_NO_DEVICES: '1', WLR_RENDERER: 'pixman' };
  const ipc = join(runtime, 'sway.sock');
  const base = { ...desktop.env, ...headless, SWAYSOCK: ipc };
  const daemon = startDaemon('sway', ['-c', config], { env: base });
  const env = { WAYLAND_DISPLAY: 'wayland-1', XDG_SESSION_TYPE: 'wayland' };
  const clientEnv = { ...desktop.env, ...env, SWAYSOCK: ipc };
  const waiting = async () => {
    const giveUpAt = Date.now() + WAIT_LIMIT_MS;
    while (![ipc, join(runtime, env.WAYLAND_DISPLAY)].every((path) => existsSync(path))) {
      if (Date.now() > giveUpAt) throw new Error(`sway did not start: ${daemon.errorOutput()}`);
      await setTimeout(20);
    }
  };
  await daemon.orExit(waiting());
  // This keyboard stays: programs do not listen yet to a keyboard that appears together with its first key.
  const keyboard = startDaemon('wtype', ['-s', '2000000000'], { env: clientEnv });
  const client = async (program: string, args: readonly string[]) =>
    (await run(program, args, { env: clientEnv })).stdout;
  const readText = async (selection?: 'primary'): Promise<string> => {
    const primary = selection === undefined ? [] : ['--primary'];
    try {
      return await client('wl-paste', ['--no-newline', ...primary, '--type', 'text/plain']);
    } catch (error) {
      // wl-paste ends with status 1 when nothing is copied.
      if (error instanceof Error && /Nothing is copied|No selection|No suitable type/u.test(error.message)) return '';
      throw error;
    }
  };
  return {
    env,
    readText,
    async pressKeys(...args) {
      await client('wtype', args);
    },
    async writeText(text) {
      // wl-copy goes on in the background, and must not keep this process's pipe open.
      const copy = startDaemon('wl-copy', ['--foreground', '--type', 'text/plain'], { env: clientEnv, input: text });
      const giveUpAt = Date.now() + WAIT_LIMIT_MS;
      while ((await readText()) !== text) {
        if (Date.now() > giveUpAt) throw new Error(`wl-copy did not copy: ${copy.errorOutput()}`);
        await setTimeout(20);
      }
    },
    async stop() {
      await keyboard.stop();
      await daemon.stop();
    },
  };
}
