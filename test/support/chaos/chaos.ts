import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS } from '../../../main/core/time.ts';
import { Random, subSeed } from '../../soak/world/random.ts';
import { connect, startWorld, storedToken, type RunningApp, type World } from '../world.ts';
import { canJoin, disturbances, type Disturbance } from './disturbances.ts';
import { Broken, User } from './user.ts';

/** The time of app and look-alike runs so much faster: half an hour holds ten refreshes. */
const RATE = 20;
const MOST_AT_ONCE = 2;
const LONGEST_CALM_MS = 90_000;

export interface ChaosOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

export interface ChaosResult {
  readonly disturbances: number;
  readonly clicks: number;
  readonly copies: number;
}

interface Lasting {
  readonly disturbance: Disturbance;
  readonly endsAt: number;
}

/**
 * Lets go wrong at random what is around the app, and puts it right again, while a user clicks; at the end all is as it
 * was and the app connected. Rejects with a {@link Broken} if not.
 */
export async function runChaos({ minutes, seed, tell }: ChaosOptions): Promise<ChaosResult> {
  const world = await startWorld({ sandbox: { rotation: 'onceUsed' } });
  try {
    const app = await world.start();
    const page = await app.app.firstWindow();
    await connect(page, world.sandbox.refreshToken);
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    const enteredAt = await entered(world);
    await world.warp(app, { rate: RATE });
    const user = new User(world, app, new Random(subSeed(seed, 1)));
    const endsAt = performance.now() + minutes * MINUTE_MS;
    const clicking = clickUntil(endsAt, user, new Random(subSeed(seed, 2)));
    const count = await disturbUntil(endsAt, world, app, new Random(subSeed(seed, 3)), tell, clicking.failure);
    await clicking.done;
    await expectCalm(world, app, enteredAt);
    return { disturbances: count, clicks: user.clicks, copies: user.copies };
  } finally {
    await world.stop();
  }
}

function clickUntil(endsAt: number, user: User, random: Random) {
  const failed = new AbortController();
  const done = (async () => {
    while (performance.now() < endsAt && !failed.signal.aborted) {
      await user.click();
      await sleep(random.int(100, 1500));
    }
  })();
  done.catch(() => failed.abort());
  return { done, failure: failed.signal };
}

async function disturbUntil(
  endsAt: number,
  world: World,
  app: RunningApp,
  random: Random,
  tell: (line: string) => void,
  failure: AbortSignal,
): Promise<number> {
  const all = disturbances(world, app, random);
  let lasting: Lasting[] = [];
  let count = 0;
  const startedAt = performance.now();
  const say = (what: string): void =>
    tell(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${what}`);
  while (performance.now() < endsAt && !failure.aborted) {
    await sleep(random.int(300, 2500));
    for (const over of lasting.filter((one) => one.endsAt <= performance.now())) {
      await over.disturbance.end();
      say(`- ${over.disturbance.name}`);
      lasting = lasting.filter((one) => one !== over);
    }
    const next = random.pick(all);
    const others = lasting.map(({ disturbance }) => disturbance);
    if (lasting.length >= MOST_AT_ONCE || others.includes(next) || !canJoin(next, others)) continue;
    say(`+ ${next.name}`);
    await next.begin();
    lasting.push({ disturbance: next, endsAt: performance.now() + random.int(500, 8000) });
    count += 1;
  }
  for (const { disturbance } of lasting) await disturbance.end();
  say('all is put right');
  return count;
}

async function entered({ desktop }: World): Promise<unknown> {
  const [entry] = await desktop.keyring.entries();
  return (JSON.parse(entry?.secret ?? '{}') as { enteredAt?: unknown }).enteredAt;
}

/** Everything is there again, and nothing was lost. */
async function expectCalm(world: World, app: RunningApp, enteredAt: unknown): Promise<void> {
  const { tray } = world.desktop;
  const endsAt = performance.now() + LONGEST_CALM_MS;
  const until = async (what: string, look: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await look())) {
      if (performance.now() > endsAt) throw new Broken(`At the end there was no ${what}`);
      await sleep(250);
    }
  };
  if (app.app.process().exitCode !== null) throw new Broken('The app has ended');
  await until('tray icon', () => tray.items().length === 1);
  // The user may have paused it; then a click resumes it.
  await tray.clickMenu('Resume').catch(() => undefined);
  await tray.activate();
  await until('good access token', () => /left, until [^·]*$/u.test(tray.items()[0]?.tooltip ?? ''));
  const asked = world.sandbox.requests.length;
  await until('refresh', async () => {
    await tray.clickMenu('Refresh now').catch(() => undefined);
    return world.sandbox.requests.slice(asked).some(({ status }) => status === 200);
  });
  await until('refresh token in the keychain', async () => (await storedToken(world)) !== undefined);
  if ((await entered(world)) !== enteredAt) throw new Broken('The session is not the one that was entered');
  const settings = JSON.parse(await readFile(join(app.userDataDir, 'settings.json'), 'utf8')) as { theme?: unknown };
  if (settings.theme !== 'dark') throw new Broken('A setting was lost');
  const log = await readFile(join(app.userDataDir, 'logs', 'nerd-tray.log'), 'utf8');
  if (log.includes('"surprise"')) throw new Broken('The app was surprised by a mistake of its own');
}
