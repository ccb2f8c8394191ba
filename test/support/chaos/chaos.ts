import { MINUTE_MS } from '../../../main/core/time/time.ts';
import { Random, subSeed } from '../../soak/world/random.ts';
import { connect, startAppFixture } from '../app-fixture.ts';
import { storedEnteredAt, expectNothingLost } from './recovery.ts';
import { disturb } from './disturb.ts';
import { click, User } from './user.ts';
import { whileWatched } from './watch.ts';

/** How much faster the time of app and demo server runs: half an hour holds ten refreshes. */
const RATE = 20;
/** Settings other than the defaults, which have to be there at the end. A copy that stays longer is easier to check. */
const SETTINGS = { theme: 'dark', clearCopy: '300s' } as const;

/** How long the run lasts, what its random choices come from, and where its lines go. */
export interface ChaosOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** How often each thing was done in a run. */
export interface ChaosResult {
  readonly disturbances: number;
  readonly clicks: number;
  readonly copies: number;
}

/**
 * Disturbs what is around the app at random, and puts it right again, while a user clicks. At the end everything has to
 * be as it was, and the app connected; otherwise it rejects with a `RuleViolation`.
 */
export async function runChaos({ minutes, seed, log }: ChaosOptions): Promise<ChaosResult> {
  const fixture = await startAppFixture({ demoServer: { rotation: 'onceUsed' } });
  try {
    const app = await fixture.start({ imitatesGpu: true });
    const page = await app.app.firstWindow();
    await connect(page, fixture.demoServer.refreshToken);
    await page.evaluate((settings) => window.nerd.send({ kind: 'changeSettings', settings }), SETTINGS);
    const expected = { enteredAt: await storedEnteredAt(fixture), settings: SETTINGS };
    await fixture.warp(app, { rate: RATE });
    const user = new User(fixture, app, new Random(subSeed(seed, 1)), RATE);
    const endsAt = performance.now() + minutes * MINUTE_MS;
    const disturbed = await whileWatched(fixture, app, async (signal) => {
      const [count] = await Promise.all([
        disturb({ fixture, app, user, random: new Random(subSeed(seed, 3)), endsAt, signal, log }),
        click(user, new Random(subSeed(seed, 2)), endsAt, signal),
      ]);
      return count;
    });
    await whileWatched(fixture, app, () => expectNothingLost(fixture, app, user, expected));
    return { disturbances: disturbed, clicks: user.clicks, copies: user.copies };
  } finally {
    await fixture.stop();
  }
}
