import { setTimeout as sleep } from 'node:timers/promises';
import { jwtExpiresAt } from '../../../main/core/token/jwt.ts';
import { SECOND_MS } from '../../../main/core/time/time.ts';
import type { Random } from '../../soak/world/random.ts';
import { runCommandLine, type CommandResult } from '../command-line.ts';
import { SHIPPED_ENTRY, type RunningApp, type AppFixture } from '../app-fixture.ts';
import { RuleViolation } from './rule-violation.ts';

const UNTOUCHED = 'something else';
/** The time limit of a click; all that disturbs it is over long before. */
const CLICK_LIMIT_MS = 60_000;
/** The time within which a click's copy reaches the clipboard. */
const COPY_LIMIT_MS = 2_000;
/** A copy is cleared after 300 s of the app's time, which runs faster. */
export const CLEARED_AFTER_S = 300;

/** A user who clicks and types what is possible at the moment, and passes by what is not there. */
export class User {
  clicks = 0;
  copies = 0;
  /** How many copies the app has reported as successful. */
  reportedCopies = 0;

  constructor(
    private readonly fixture: AppFixture,
    private readonly app: RunningApp,
    private readonly random: Random,
    /** How much faster the app's time runs. */
    private readonly rate: number,
  ) {}

  async clickAtRandom(): Promise<void> {
    const { tray } = this.fixture.desktop;
    this.clicks += 1;
    const act = this.random.pick<() => Promise<unknown>>([
      () => this.#copy(() => tray.clickMenu('Copy access token')),
      () => this.#copy(() => this.#press('Copy access token')),
      () => this.copiesByCommand(),
      () => tray.clickMenu('Refresh now'),
      () => tray.clickMenu('Open NERD Tray'),
      () => tray.activate(),
      () => tray.clickMenu('Until I resume'),
      () => tray.clickMenu('Resume'),
      () => this.type(this.random.pick(['--refresh', '--show', '--status', '--status=json', '--version'])),
      () => this.#press(this.random.pick(['Token', 'Activity', 'Settings', 'Help', 'Refresh now'])),
      () => this.#closeWindow(),
    ]);
    // Without a tray, a window or that item in the menu there is nothing to click.
    const ended = act().then(() => true, ignoreUnlessViolation);
    if (!(await Promise.race([ended, sleep(CLICK_LIMIT_MS, false, { ref: false })])))
      throw new RuleViolation(`A click had no end after ${CLICK_LIMIT_MS / SECOND_MS} s`);
  }

  /** Types a command of the shipped app while the other one runs. */
  async type(...args: readonly string[]): Promise<CommandResult> {
    const env = { NERD_TRAY_NERD_URL: this.fixture.demoServer.url, TZ: 'UTC' };
    const ran = await runCommandLine(this.fixture.desktop, args, { entry: SHIPPED_ENTRY, env });
    if (ran.code === 3)
      throw new RuleViolation(`While the app runs it was said that it does not: ${ran.out}${ran.err}`);
    return ran;
  }

  /** Copies by a command, and checks that what the command says is true. */
  async copiesByCommand(): Promise<boolean> {
    const { clipboard } = this.fixture.desktop;
    await clipboard.writeText(UNTOUCHED);
    const startedAt = performance.now();
    const { code } = await this.type('--copy');
    if (code !== 0) return false;
    this.reportedCopies += 1;
    const isToken = this.#look(await clipboard.readText());
    const mayBeCleared = (performance.now() - startedAt) * this.rate > CLEARED_AFTER_S * SECOND_MS;
    if (!isToken && !mayBeCleared) throw new RuleViolation('It was said to be copied, and is not on the clipboard');
    return isToken;
  }

  /** Checks the clipboard after a copy: it holds what was there before, or a valid token. */
  async #copy(click: () => Promise<void>): Promise<void> {
    const { clipboard } = this.fixture.desktop;
    await clipboard.writeText(UNTOUCHED);
    await click();
    const endsAt = performance.now() + COPY_LIMIT_MS;
    while (!this.#look(await clipboard.readText()) && performance.now() < endsAt) await sleep(50);
  }

  /** Whether this is a token that NERD accepts; if not, it has to be the text from before, or none. */
  #look(text: string): boolean {
    if (text === UNTOUCHED || text === '') return false;
    const expiresAt = jwtExpiresAt(text);
    if (expiresAt === undefined) throw new RuleViolation('Something that is no token was copied');
    // A token that was copied in its last moments may have expired by now.
    const onTheWay = COPY_LIMIT_MS * this.rate;
    if (expiresAt < this.fixture.clock.now() - onTheWay) throw new RuleViolation('A dead token was copied');
    this.copies += 1;
    return true;
  }

  #press(label: string): Promise<void> {
    return this.app.app.evaluate(async ({ BrowserWindow }, name) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return;
      const script = `[...document.querySelectorAll('button')].find((button) => button.innerText.trim() === ${JSON.stringify(name)})?.click()`;
      // The page clicks in turns of its own, as with a user, and not in the debugger's call. A crash gives no answer.
      await new Promise((resolve) => {
        setTimeout(resolve, 500);
        setImmediate(() => void contents.executeJavaScript(script).then(resolve, resolve));
      });
    }, label);
  }

  #closeWindow(): Promise<void> {
    return this.app.app.evaluate(({ BrowserWindow }) => {
      setImmediate(() => {
        for (const window of BrowserWindow.getAllWindows()) window.close();
      });
    });
  }
}

function ignoreUnlessViolation(error: unknown): true {
  if (error instanceof RuleViolation) throw error;
  return true;
}

/** Clicks now and then until `endsAt` (by `performance.now()`). */
export async function click(user: User, random: Random, endsAt: number, signal: AbortSignal): Promise<void> {
  while (performance.now() < endsAt && !signal.aborted) {
    await user.clickAtRandom();
    await sleep(random.int(100, 1500));
  }
}
