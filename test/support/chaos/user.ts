import { setTimeout as sleep } from 'node:timers/promises';
import { jwtExpiresAt } from '../../../main/core/jwt.ts';
import { MINUTE_MS } from '../../../main/core/time.ts';
import type { Random } from '../../soak/world/random.ts';
import type { RunningApp, World } from '../world.ts';

/** The app has done what it must never do. */
export class Broken extends Error {}

const UNTOUCHED = 'something else';
/** So long a click may be at work: the app waits up to 10 s for NERD when a copy needs it. */
const LONGEST_COPY_MS = 12_000;
const CLICK_LIMIT_MS = 2_000;

/** Clicks whatever can be clicked at the moment; what is not there is passed by. */
export class User {
  clicks = 0;
  copies = 0;

  constructor(
    private readonly world: World,
    private readonly app: RunningApp,
    private readonly random: Random,
  ) {}

  async click(): Promise<void> {
    const { tray } = this.world.desktop;
    this.clicks += 1;
    const act = this.random.pick([
      () => this.#copy(() => tray.clickMenu('Copy access token')),
      () => this.#copy(() => this.#press('Copy access token')),
      () => tray.clickMenu('Refresh now'),
      () => tray.clickMenu('Open NERD Tray'),
      () => tray.activate(),
      () => tray.clickMenu('Until I resume'),
      () => tray.clickMenu('Resume'),
      () => this.#press(this.random.pick(['Token', 'Activity', 'Settings', 'Help', 'Refresh now'])),
      () => this.#closeWindow(),
    ]);
    // With no tray, no window or a menu without that entry there is nothing to click.
    await Promise.race([act().catch(passBy), sleep(LONGEST_COPY_MS)]);
  }

  /** What is on the clipboard after a copy: what was there before, or a token that is good. */
  async #copy(click: () => Promise<void>): Promise<void> {
    const { clipboard } = this.world.desktop;
    await clipboard.writeText(UNTOUCHED);
    await click();
    const endsAt = performance.now() + CLICK_LIMIT_MS;
    let text = await clipboard.readText();
    while (text === UNTOUCHED && performance.now() < endsAt) {
      await sleep(50);
      text = await clipboard.readText();
    }
    // Cleared: an earlier copy's time was over.
    if (text === UNTOUCHED || text === '') return;
    const expiresAt = jwtExpiresAt(text);
    if (expiresAt === undefined) throw new Broken('Something that is no token was copied');
    // One that was copied in its last moments may have ended on the way here.
    if (expiresAt < this.world.clock.now() - MINUTE_MS) throw new Broken('A dead token was copied');
    this.copies += 1;
  }

  #press(label: string): Promise<void> {
    return this.app.app.evaluate(async ({ BrowserWindow }, name) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return;
      const script = `[...document.querySelectorAll('button')].find((button) => button.innerText.trim() === ${JSON.stringify(name)})?.click()`;
      // In turns of its own, as the user's clicks are, and not in the debugger's call; a page that dies gives no answer.
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

function passBy(error: unknown): void {
  if (error instanceof Broken) throw error;
}
