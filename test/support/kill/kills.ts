import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { SandboxRequest } from '../../../main/sandbox/server.ts';
import { Random } from '../../soak/world/random.ts';
import type { PackagedApp } from '../package/packaged-app.ts';
import { INSTALLED, program } from '../package/packaged.ts';
import { startScene, type Scene } from '../package/scene.ts';
import { connect, storedToken, WaitTooLong } from '../world.ts';

/** What the app is at when it is killed: a refresh by a click, the one after its start, or storing a new token. */
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
const LONGEST_AFTER_ANSWER_MS = 10;
const LONGEST_PASS_MS = 20_000;
/** The app asks for clicks at most so often. */
const BETWEEN_CLICKS_MS = 5_200;

/**
 * Kills the app of the unpacked deb (SIGKILL, with all of its processes) at random moments around refresh and store, and
 * starts it again on the same profile and keyring. The look-alike rotates, and takes the old refresh token until the new
 * one is used.
 */
export async function killAtRandomMoments({ moments, seed, onSurvived }: KillOptions): Promise<readonly Kill[]> {
  const random = new Random(seed);
  const scene = await startScene({ sandbox: { rotation: 'onceUsed' } });
  const kills: Kill[] = [];
  try {
    let app = await startAgain(scene);
    await connect(await app.window(), scene.sandbox.refreshToken);
    while (kills.length < moments) {
      const kill = await killOnce(scene, app, random);
      const after = `kill ${kills.length + 1} of seed ${seed} (${kill.act}, ${kill.phase})`;
      await expectWholeFiles(app, kills.length + 1, after);
      app = await startAgain(scene, app);
      await expectSession(scene, after);
      kills.push(kill);
      onSurvived?.(kill);
    }
  } finally {
    await scene.stop();
  }
  return kills;
}

async function killOnce(scene: Scene, running: PackagedApp, random: Random): Promise<Kill> {
  const { sandbox } = scene;
  const act = random.pick(ACTS);
  if (act === 'start') await kill(scene, running);
  if (act === 'refresh') await sleep(BETWEEN_CLICKS_MS);
  const before = await storedToken(scene);
  sandbox.setFault({ kind: 'delay', delayMs: ANSWER_AFTER_MS });
  const already = sandbox.requests.length;
  const app = await begin(scene, running, act);
  const request = await passUntil('request of the app', () => sandbox.requests[already]);
  await randomMoment(request, random);
  const wasAnswered = request.status !== 0;
  await kill(scene, app);
  sandbox.setFault(undefined);
  const isStored = (await storedToken(scene)) !== before;
  return { act, phase: isStored ? 'stored' : wasAnswered ? 'answered' : 'asked' };
}

/** Makes the app ask NERD, one way or another; gives the app that does. */
async function begin(scene: Scene, app: PackagedApp, act: Act): Promise<PackagedApp> {
  switch (act) {
    case 'start':
      return startAgain(scene, app);
    case 'refresh':
      whileItLives(scene.desktop.tray.clickMenu('Refresh now'));
      return app;
    case 'renew': {
      whileItLives(scene.desktop.tray.clickMenu('Open NERD Tray'));
      const page = await app.window();
      await page.waitForFunction(() => 'nerd' in window);
      whileItLives(page.evaluate((token) => window.nerd.connect(token), scene.sandbox.issueRefreshToken()));
      return app;
    }
  }
}

/**
 * Starts it as if an hour had passed: it remembers when it has asked NERD, and does so by itself at most 20 times an
 * hour. All else stays as the kill has left it.
 */
async function startAgain(scene: Scene, last?: PackagedApp): Promise<PackagedApp> {
  if (last !== undefined) {
    const file = join(last.userDataDir, 'settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    delete settings['requests'];
    await writeFile(file, JSON.stringify(settings));
  }
  return scene.start(program(INSTALLED));
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

async function kill({ desktop }: Scene, app: PackagedApp): Promise<void> {
  await app.kill();
  await desktop.tray.waitForNone();
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
async function expectSession({ desktop }: Scene, after: string): Promise<void> {
  try {
    await desktop.tray.waitFor('a new token', ({ tooltip }) => endShown(tooltip) !== undefined);
  } catch (cause) {
    throw new SessionLost(`The session was not there after ${after}`, { cause });
  }
  const told = desktop.notifications?.all() ?? [];
  if (told.length > 0) throw new SessionLost(`After ${after} it was said: ${told[0]?.title ?? ''}`);
}

/** The settings are whole, and each kill has cost the history the line that it was writing at most. */
async function expectWholeFiles({ userDataDir }: PackagedApp, kills: number, after: string): Promise<void> {
  const history = await readFile(join(userDataDir, 'history.jsonl'), 'utf8');
  const broken = history.split('\n').filter((line) => line !== '' && !isJson(line));
  const settings = await readFile(join(userDataDir, 'settings.json'), 'utf8');
  if (broken.length > kills || !isJson(settings)) throw new SessionLost(`A file was broken after ${after}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
