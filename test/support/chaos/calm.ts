import { setTimeout as sleep } from 'node:timers/promises';
import { readProfile } from '../package/profile.ts';
import { storedToken, type RunningApp, type World } from '../world.ts';
import { Broken } from './broken.ts';
import type { User } from './user.ts';

const LONGEST_CALM_MS = 90_000;
/** Exit statuses of --status that say how things stand (see --help); 5 would be no answer. */
const ANSWERS: readonly unknown[] = [0, 1];

/** What has to be as it was, whatever happened. */
export interface Kept {
  readonly enteredAt: unknown;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** With nothing disturbed the app says how things stand to who asks. */
export async function expectAnswer(user: User): Promise<void> {
  const { code, out, err } = await user.type('--status=json');
  const status = parsed(out);
  if (!ANSWERS.includes(code) || status['running'] !== true)
    throw new Broken(`In a calm, --status=json ended with ${code}: ${out}${err}`);
}

/** Everything is there again within a bound, and nothing was lost. */
export async function expectNothingLost(world: World, app: RunningApp, user: User, kept: Kept): Promise<void> {
  const { tray } = world.desktop;
  const until = bounded(LONGEST_CALM_MS);
  await until('tray icon', () => tray.items().length === 1);
  // The user may have paused it; then a click resumes it. A click is also what has it look at the keychain again.
  await tray.clickMenu('Resume').catch(() => undefined);
  await tray.activate();
  const asked = world.demoServer.requests.length;
  await until('refresh', async () => {
    await user.type('--refresh');
    return world.demoServer.requests.slice(asked).some(({ status }) => status === 200);
  });
  await until('good access token', async () => {
    const { out } = await user.type('--status=json');
    const { state, working, paused } = parsed(out);
    return state === 'active' && working === true && paused === false;
  });
  await until('copy', () => user.copiesByCommand());
  await until('refresh token in the keychain that NERD takes', async () => {
    const stored = await storedToken(world);
    return stored !== undefined && (await isTaken(world, stored));
  });
  if ((await entered(world)) !== kept.enteredAt) throw new Broken('The session is not the one that was entered');

  const { settings, history, broken, leftBehind } = await readProfile(app.userDataDir);
  if (broken.length + leftBehind.length > 0) throw new Broken([...broken, ...leftBehind].join('; '));
  for (const [name, value] of Object.entries(kept.settings))
    if (settings[name] !== value) throw new Broken(`The setting ${name} was lost`);
  const copies = history.map((entry) => (entry.kind === 'copy' && entry.ok ? entry.times : 0));
  const noted = copies.reduce((sum, times) => sum + times, 0);
  if (noted < user.saidCopied) throw new Broken(`The history knows of ${noted} copies, of ${user.saidCopied} at least`);
}

/** When the session in the keychain was entered: another one has another moment. */
export async function entered({ desktop }: World): Promise<unknown> {
  const [entry] = await desktop.keyring.entries();
  return parsed(entry?.secret ?? '')['enteredAt'];
}

function bounded(limitMs: number): (what: string, look: () => Promise<boolean> | boolean) => Promise<void> {
  const endsAt = performance.now() + limitMs;
  return async (what, look) => {
    while (!(await look())) {
      if (performance.now() > endsAt) throw new Broken(`At the end there was no ${what}`);
      await sleep(250);
    }
  };
}

async function isTaken({ demoServer }: World, refreshToken: string): Promise<boolean> {
  const query = new URLSearchParams({ refresh_token: refreshToken });
  return (await fetch(`${demoServer.url}/oauth2/refresh?${query.toString()}`)).ok;
}

function parsed(json: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return {};
  }
}
