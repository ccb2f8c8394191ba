import type { PackagedApp } from '../package/packaged-app.ts';
import { DRIVEN, program } from '../package/packaged.ts';
import { startScene, type Scene } from '../package/scene.ts';
import { forgetRequests, readProfile } from '../package/profile.ts';
import { connect, storedToken } from '../world.ts';
import { Random } from '../../soak/world/random.ts';
import { ANSWER_AFTER_MS, begin, type Act, type Theme } from './acts.ts';
import { anywhere, around, passUntil } from './moments.ts';
import { expectNothingLost } from './survived.ts';

/** How far it was: NERD had not been asked or had not answered; it had; or what was new was on the disk or in the keychain. */
export type Phase = 'before' | 'answered' | 'stored';

export interface Kill {
  readonly act: Act;
  readonly phase: Phase;
  /** Its main process alone, or with all that it had started. */
  readonly which: 'main' | 'all';
}

export interface KillOptions {
  readonly moments: number;
  readonly seed: number;
  /** After each kill that nothing was lost by. */
  readonly onSurvived?: (kill: Kill) => void;
}

/** The request at a start twice: it is the one that needs no waiting for, and has the most to lose. */
const ACTS = ['start', 'ask', 'ask', 'refresh', 'renew', 'setting'] as const satisfies readonly Act[];

/**
 * Kills the packaged app (SIGKILL) at random moments, most of them around refresh and store, and starts it again on the
 * same profile and keyring. The demo server rotates, and takes the old refresh token until the new one is used.
 */
export async function killAtRandomMoments({ moments, seed, onSurvived }: KillOptions): Promise<readonly Kill[]> {
  const random = new Random(seed);
  const scene = await startScene({ demoServer: { rotation: 'onceUsed' } });
  const kills: Kill[] = [];
  try {
    let app = await scene.start(program(DRIVEN));
    await connect(await app.window(), scene.demoServer.refreshToken);
    let theme: Theme = 'system';
    while (kills.length < moments) {
      const act = random.pick(ACTS);
      const wanted: Theme = theme === 'dark' ? 'light' : 'dark';
      const before = await readProfile(app.userDataDir);
      const kill = await killOnce(scene, app, { act, wanted, random });
      app = await expectNothingLost(scene, {
        after: `kill ${kills.length + 1} of seed ${seed} (${act}, ${kill.phase}, ${kill.which})`,
        profile: app.userDataDir,
        themes: act === 'setting' ? [theme, wanted] : [theme],
        entries: before.history.length,
      });
      theme = (await readProfile(app.userDataDir)).settings['theme'] as Theme;
      kills.push(kill);
      onSurvived?.(kill);
    }
  } finally {
    await scene.stop();
  }
  return kills;
}

interface Plan {
  readonly act: Act;
  readonly wanted: Theme;
  readonly random: Random;
}

async function killOnce(scene: Scene, running: PackagedApp, { act, wanted, random }: Plan): Promise<Kill> {
  const { demoServer, desktop } = scene;
  // Main alone leaves the keychain's process to end what it is at.
  const which = random.pick<Kill['which']>(['main', 'all', 'all', 'all']);
  if (act === 'start' || act === 'ask') {
    await end(scene, running, 'all');
    await forgetRequests(running.userDataDir);
  }
  const before = await storedToken(scene);
  demoServer.setFault({ kind: 'delay', delayMs: ANSWER_AFTER_MS });
  const already = demoServer.requests.length;
  const app = await begin(scene, running, act, wanted);
  let phase: Phase = 'before';
  if (act === 'start' || act === 'setting') await anywhere(act, random);
  else {
    const request = await passUntil('request of the app', () => demoServer.requests[already]);
    await around(request, ANSWER_AFTER_MS, random);
    if (request.status !== 0) phase = 'answered';
  }
  await end(scene, app, which);
  demoServer.setFault(undefined);
  const { settings } = await readProfile(app.userDataDir);
  const isStored = act === 'setting' ? settings['theme'] === wanted : (await storedToken(scene)) !== before;
  await desktop.tray.waitForNone();
  return { act, phase: isStored ? 'stored' : phase, which };
}

async function end({ desktop }: Scene, app: PackagedApp, which: Kill['which']): Promise<void> {
  await app.kill(which);
  await desktop.tray.waitForNone();
}
