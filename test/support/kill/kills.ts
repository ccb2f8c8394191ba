import { setImmediate as turn } from 'node:timers/promises';
import { MINUTE_MS } from '../../../main/core/time.ts';
import type { SandboxRequest } from '../../../main/sandbox/server.ts';
import { Random } from '../../soak/world/random.ts';
import { connect, startWorld, storedToken, WaitTooLong, type RunningApp, type World } from '../world.ts';

/** What the app is at when it is killed: a refresh that is due, the one after its start, or storing a new token. */
const ACTS = ['refresh', 'start', 'renew'] as const;
export type Act = (typeof ACTS)[number];

/** How far it was: NERD had not answered; it had, and the keychain held the old token still; or it held the new one. */
export type Phase = 'asked' | 'answered' | 'stored';

export interface Kill {
  readonly act: Act;
  readonly phase: Phase;
}

export interface KillOptions {
  readonly moments: number;
  readonly seed: number;
  /** After each kill that the session has outlived. */
  readonly onSurvived?: (kill: Kill) => void;
}

/** The session was not there after a kill. */
export class SessionLost extends Error {}

/** So long the look-alike takes to answer: it has changed the refresh token by then, and the app does not know. */
const ANSWER_AFTER_MS = 30;
/** Up to this long after the answer; a new token is in the keychain after about half of it. */
const LONGEST_AFTER_ANSWER_MS = 14;
const LONGEST_PASS_MS = 20_000;
/** Tokens live an hour: after this long a new one is due, wherever in its spread the app is. */
const TO_THE_NEXT_REFRESH_MS = 52 * MINUTE_MS;

/**
 * Kills the app (SIGKILL, with all of its processes) at random moments around refresh and store, and starts it again on
 * the same profile and keyring. The look-alike rotates, and takes the old refresh token until the new one is used.
 */
export async function killAtRandomMoments({ moments, seed, onSurvived }: KillOptions): Promise<readonly Kill[]> {
  const random = new Random(seed);
  const world = await startWorld({ sandbox: { rotation: 'onceUsed' } });
  const kills: Kill[] = [];
  try {
    let app = await world.start();
    await connect(await app.app.firstWindow(), world.sandbox.refreshToken);
    while (kills.length < moments) {
      const kill = await killOnce(world, app, random);
      app = await world.start();
      await expectSession(world, `kill ${kills.length + 1} of seed ${seed} (${kill.act}, ${kill.phase})`);
      kills.push(kill);
      onSurvived?.(kill);
    }
  } finally {
    await world.stop();
  }
  return kills;
}

async function killOnce(world: World, running: RunningApp, random: Random): Promise<Kill> {
  const { sandbox } = world;
  const act = random.pick(ACTS);
  // In between it goes on as ever, so that it is some hours and some rotations further each time.
  if (act !== 'refresh') await refreshInPeace(world, running);
  if (act === 'start') await kill(world, running);
  const before = await storedToken(world);
  sandbox.setFault({ kind: 'delay', delayMs: ANSWER_AFTER_MS });
  const already = sandbox.requests.length;
  const app = await begin(world, running, act);
  const request = await passUntil('request of the app', () => sandbox.requests[already]);
  await randomMoment(request, random);
  const wasAnswered = request.status !== 0;
  await kill(world, app);
  sandbox.setFault(undefined);
  const isStored = (await storedToken(world)) !== before;
  return { act, phase: isStored ? 'stored' : wasAnswered ? 'answered' : 'asked' };
}

/** Makes the app ask NERD, one way or another; gives the app that does. */
async function begin(world: World, app: RunningApp, act: Act): Promise<RunningApp> {
  switch (act) {
    case 'start':
      return world.start();
    case 'refresh':
      whileItLives(toTheNextRefresh(world, app));
      return app;
    case 'renew': {
      const page = await app.window();
      whileItLives(page.evaluate((token) => window.nerd.connect(token), world.sandbox.issueRefreshToken()));
      return app;
    }
  }
}

/** Half of the moments lie before the answer, half after it. */
async function randomMoment(request: SandboxRequest, random: Random): Promise<void> {
  if (random.chance(0.5)) {
    await pass(random.next() * ANSWER_AFTER_MS);
    return;
  }
  await passUntil('answer', () => request.status !== 0 || undefined);
  await pass(random.next() * LONGEST_AFTER_ANSWER_MS);
}

async function pass(ms: number): Promise<void> {
  const endsAt = performance.now() + ms;
  await passUntil('end', () => performance.now() >= endsAt || undefined);
}

/** As `waitUntil`, but to the fraction of a millisecond, as no timer can. */
async function passUntil<T>(what: string, look: () => T | undefined): Promise<T> {
  const endsAt = performance.now() + LONGEST_PASS_MS;
  for (;;) {
    const value = look();
    if (value !== undefined) return value;
    if (performance.now() > endsAt) throw new WaitTooLong(`There was no ${what} within ${LONGEST_PASS_MS} ms`);
    await turn();
  }
}

async function kill({ desktop }: World, { app, gone }: RunningApp): Promise<void> {
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the app has no process');
  process.kill(-pid, 'SIGKILL');
  await gone;
  await desktop.tray.waitForNone();
}

function toTheNextRefresh(world: World, app: RunningApp): Promise<void> {
  return world.warp(app, { at: world.clock.now() + TO_THE_NEXT_REFRESH_MS });
}

async function refreshInPeace(world: World, app: RunningApp): Promise<void> {
  const { tray } = world.desktop;
  const before = await tray.waitFor('the time left', ({ tooltip }) => endShown(tooltip) !== undefined);
  await toTheNextRefresh(world, app);
  await tray.waitFor(
    'a new token',
    ({ tooltip }) => ![undefined, endShown(before.tooltip)].includes(endShown(tooltip)),
  );
}

/** When the token held ends, if there is one. */
function endShown(tooltip: string): string | undefined {
  return / left, until (.+)$/u.exec(tooltip)?.[1];
}

/** What is under way when the app is killed comes to nothing, and that is no failure. */
function whileItLives(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

/** Connected again by what the keychain holds, and nobody was told of a loss. */
async function expectSession({ desktop }: World, after: string): Promise<void> {
  try {
    await desktop.tray.waitFor('a new token', ({ tooltip }) => endShown(tooltip) !== undefined);
  } catch (cause) {
    throw new SessionLost(`The session was not there after ${after}`, { cause });
  }
  const told = desktop.notifications?.all() ?? [];
  if (told.length > 0) throw new SessionLost(`After ${after} it was said: ${told[0]?.title ?? ''}`);
}
