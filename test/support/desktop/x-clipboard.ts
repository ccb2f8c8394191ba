import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startDaemon, type Daemon } from './daemon.ts';
import { WAIT_LIMIT_MS } from './change-notifier.ts';

const run = promisify(execFile);
/** How often to check whether xclip owns the selection, in ms; X tells only the owner's windows. */
const CHECK_INTERVAL_MS = 20;

/** The clipboard as another X client sees it (xclip). */
export class XClipboard {
  readonly #env: NodeJS.ProcessEnv;
  #owner: Daemon | undefined;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** The text on the clipboard; '' if there is none. */
  async readText(): Promise<string> {
    try {
      const { stdout } = await run('xclip', ['-selection', 'clipboard', '-o', '-t', 'UTF8_STRING'], { env: this.#env });
      return stdout;
    } catch (error) {
      // xclip says so, with status 1, when nobody owns the clipboard or its owner has no text.
      if (error instanceof Error && /target \w+ not available/u.test(error.message)) return '';
      throw error;
    }
  }

  /** Puts `text` on the clipboard, once another client sees it. */
  async writeText(text: string): Promise<void> {
    await this.stop();
    // -quiet keeps xclip in the foreground, so that it can be ended.
    this.#owner = startDaemon('xclip', ['-quiet', '-selection', 'clipboard', '-i'], { env: this.#env, input: text });
    const giveUpAt = Date.now() + WAIT_LIMIT_MS;
    while ((await this.readText()) !== text) {
      if (Date.now() > giveUpAt) throw new Error(`xclip did not take the clipboard: ${this.#owner.errorOutput()}`);
      await new Promise((resolve) => setTimeout(resolve, CHECK_INTERVAL_MS));
    }
  }

  /** How often anybody, with this object among them, has asked for what {@link writeText} wrote. */
  timesRequested(): number {
    if (this.#owner === undefined) throw new Error('nothing was written');
    // xclip says which request it waits for next.
    const waiting = [...this.#owner.errorOutput().matchAll(/request number (\d+)/gu)].at(-1)?.[1];
    if (waiting === undefined) throw new Error(`xclip does not count: ${this.#owner.errorOutput()}`);
    return Number(waiting) - 1;
  }

  /** Gives up the clipboard; what was written by {@link writeText} is gone then. */
  async stop(): Promise<void> {
    await this.#owner?.stop();
    this.#owner = undefined;
  }
}
