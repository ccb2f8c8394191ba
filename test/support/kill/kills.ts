import type { PackagedApp } from '../package/packaged-app.ts';
import { DEBUGGABLE_APP, program } from '../package/package-paths.ts';
import { startPackageFixture, type PackageFixture } from '../package/package-fixture.ts';
import { forgetRequests, readProfile } from '../package/profile.ts';
import { connect, storedToken } from '../app-fixture.ts';
import { Random } from '../../soak/world/random.ts';
import { ANSWER_AFTER_MS, startActivity, type KillActivity, type Theme } from './activities.ts';
import { waitAnyTime, waitAroundAnswer, spinUntil } from './moments.ts';
import { expectNothingLost } from './recovery.ts';

/** How far the app was: before NERD's answer, after it, or after what was new was on the disk or in the keychain. */
export type Phase = 'before' | 'answered' | 'stored';

/** One kill: what the app was doing, how far it was, and which processes were killed. */
export interface Kill {
  readonly activity: KillActivity;
  readonly phase: Phase;
  /** Whether the main process was killed alone, or with all processes that it had started. */
  readonly which: 'main' | 'all';
}

/** How many kills there are, and what their random choices come from. */
export interface KillOptions {
  readonly moments: number;
  readonly seed: number;
  /** Is called after each kill by which nothing was lost. */
  readonly onSurvived?: (kill: Kill) => void;
}

/** The activities to choose from; the request at a start twice, since it needs no waiting and has the most to lose. */
const ACTIVITIES = ['start', 'ask', 'ask', 'refresh', 'renew', 'setting'] as const satisfies readonly KillActivity[];

/**
 * Kills the packaged app (SIGKILL) at random moments, most of them around refresh and store, and starts it again on the
 * same profile and keyring. The demo server rotates, and takes the old refresh token until the new one is used.
 */
export async function killAtRandomMoments({ moments, seed, onSurvived }: KillOptions): Promise<readonly Kill[]> {
  const random = new Random(seed);
  const fixture = await startPackageFixture({ demoServer: { rotation: 'onceUsed' } });
  const kills: Kill[] = [];
  try {
    let app = await fixture.start(program(DEBUGGABLE_APP));
    await connect(await app.window(), fixture.demoServer.refreshToken);
    let theme: Theme = 'system';
    while (kills.length < moments) {
      const activity = random.pick(ACTIVITIES);
      const newTheme: Theme = theme === 'dark' ? 'light' : 'dark';
      const before = await readProfile(app.userDataDir);
      const kill = await killOnce(fixture, app, { activity, newTheme, random });
      app = await expectNothingLost(fixture, {
        after: `kill ${kills.length + 1} of seed ${seed} (${activity}, ${kill.phase}, ${kill.which})`,
        profile: app.userDataDir,
        themes: activity === 'setting' ? [theme, newTheme] : [theme],
        entries: before.history.length,
      });
      theme = (await readProfile(app.userDataDir)).settings['theme'] as Theme;
      kills.push(kill);
      onSurvived?.(kill);
    }
  } finally {
    await fixture.stop();
  }
  return kills;
}

interface KillPlan {
  readonly activity: KillActivity;
  readonly newTheme: Theme;
  readonly random: Random;
}

async function killOnce(
  fixture: PackageFixture,
  running: PackagedApp,
  { activity, newTheme, random }: KillPlan,
): Promise<Kill> {
  const { demoServer, desktop } = fixture;
  // If main alone is killed, the keychain's process can finish what it is doing.
  const which = random.pick<Kill['which']>(['main', 'all', 'all', 'all']);
  if (activity === 'start' || activity === 'ask') {
    await end(fixture, running, 'all');
    await forgetRequests(running.userDataDir);
  }
  const before = await storedToken(fixture);
  demoServer.setFault({ kind: 'delay', delayMs: ANSWER_AFTER_MS });
  const requestsBefore = demoServer.requests.length;
  const app = await startActivity(fixture, running, activity, newTheme);
  let phase: Phase = 'before';
  if (activity === 'start' || activity === 'setting') await waitAnyTime(activity, random);
  else {
    const request = await spinUntil('request of the app', () => demoServer.requests[requestsBefore]);
    await waitAroundAnswer(request, ANSWER_AFTER_MS, random);
    if (request.status !== 0) phase = 'answered';
  }
  await end(fixture, app, which);
  demoServer.setFault(undefined);
  const { settings } = await readProfile(app.userDataDir);
  const isStored = activity === 'setting' ? settings['theme'] === newTheme : (await storedToken(fixture)) !== before;
  await desktop.tray.waitForNone();
  return { activity, phase: isStored ? 'stored' : phase, which };
}

async function end({ desktop }: PackageFixture, app: PackagedApp, which: Kill['which']): Promise<void> {
  await app.kill(which);
  await desktop.tray.waitForNone();
}
