import { setTimeout as sleep } from 'node:timers/promises';
import { readProfile } from '../package/profile.ts';
import { storedToken, type RunningApp, type AppFixture } from '../app-fixture.ts';
import { RuleViolation } from './rule-violation.ts';
import type { User } from './user.ts';

const RECOVERY_LIMIT_MS = 90_000;
/** The exit statuses of --status that tell a state (see --help); 5 would be no answer. */
const STATUS_EXIT_CODES: readonly unknown[] = [0, 1];

/** What has to be as it was at the start, whatever has happened. */
export interface ExpectedState {
  readonly enteredAt: unknown;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Expects --status to answer while nothing is disturbed. */
export async function expectStatus(user: User): Promise<void> {
  const { code, out, err } = await user.type('--status=json');
  const status = parseJson(out);
  if (!STATUS_EXIT_CODES.includes(code) || status['running'] !== true)
    throw new RuleViolation(`In a calm, --status=json ended with ${code}: ${out}${err}`);
}

/** Expects that everything is there again within a time limit, and that nothing was lost. */
export async function expectNothingLost(
  fixture: AppFixture,
  app: RunningApp,
  user: User,
  expected: ExpectedState,
): Promise<void> {
  const { tray } = fixture.desktop;
  const until = waiterWithLimit(RECOVERY_LIMIT_MS);
  await until('tray icon', () => tray.items().length === 1);
  // The user may have paused it; then a click resumes it. A click also makes the app read the keychain again.
  await tray.clickMenu('Resume').catch(() => undefined);
  await tray.activate();
  const requestsBefore = fixture.demoServer.requests.length;
  await until('refresh', async () => {
    await user.type('--refresh');
    return fixture.demoServer.requests.slice(requestsBefore).some(({ status }) => status === 200);
  });
  await until('good access token', async () => {
    const { out } = await user.type('--status=json');
    const { state, working, paused } = parseJson(out);
    return state === 'active' && working === true && paused === false;
  });
  await until('copy', () => user.copiesByCommand());
  await until('refresh token in the keychain that NERD takes', async () => {
    const stored = await storedToken(fixture);
    return stored !== undefined && (await isAcceptedRefreshToken(fixture, stored));
  });
  if ((await storedEnteredAt(fixture)) !== expected.enteredAt)
    throw new RuleViolation('The session is not the one that was entered');

  const { settings, history, broken, leftBehind } = await readProfile(app.userDataDir);
  if (broken.length + leftBehind.length > 0) throw new RuleViolation([...broken, ...leftBehind].join('; '));
  for (const [name, value] of Object.entries(expected.settings))
    if (settings[name] !== value) throw new RuleViolation(`The setting ${name} was lost`);
  const copies = history.map((entry) => (entry.kind === 'copy' && entry.ok ? entry.times : 0));
  const recorded = copies.reduce((sum, times) => sum + times, 0);
  if (recorded < user.reportedCopies)
    throw new RuleViolation(`The history knows of ${recorded} copies, of ${user.reportedCopies} at least`);
}

/** Gives when the session in the keychain was entered; it tells one credential from another. */
export async function storedEnteredAt({ desktop }: AppFixture): Promise<unknown> {
  const [entry] = await desktop.keyring.entries();
  return parseJson(entry?.secret ?? '')['enteredAt'];
}

function waiterWithLimit(limitMs: number): (what: string, check: () => Promise<boolean> | boolean) => Promise<void> {
  const endsAt = performance.now() + limitMs;
  return async (what, check) => {
    while (!(await check())) {
      if (performance.now() > endsAt) throw new RuleViolation(`At the end there was no ${what}`);
      await sleep(250);
    }
  };
}

async function isAcceptedRefreshToken({ demoServer }: AppFixture, refreshToken: string): Promise<boolean> {
  const query = new URLSearchParams({ refresh_token: refreshToken });
  return (await fetch(`${demoServer.url}/oauth2/refresh?${query.toString()}`)).ok;
}

function parseJson(json: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return {};
  }
}
