import { decodeEntry } from '../../../main/keychain/entry-codec.ts';
import type { PackageFixture } from '../package/package-fixture.ts';
import type { PackagedApp } from '../package/packaged-app.ts';
import { DEBUGGABLE_APP, program } from '../package/package-paths.ts';
import { forgetRequests, readProfile } from '../package/profile.ts';
import type { Theme } from './activities.ts';

/** Is thrown when something was missing or damaged after a kill. */
export class StateLost extends Error {}

/** What the app had stored before a kill. */
export interface KnownState {
  /** The kill, in words for a failure's message. */
  readonly after: string;
  readonly profile: string;
  /** The themes that the settings may have: the old one, or the one that was being written. */
  readonly themes: readonly Theme[];
  /** How many entries the history had before. */
  readonly entries: number;
}

/** Starts the app again, and gives it if it goes on by itself as before. Throws a {@link StateLost} if it does not. */
export async function expectNothingLost(fixture: PackageFixture, known: KnownState): Promise<PackagedApp> {
  const { desktop } = fixture;
  const lose = (what: string, cause?: unknown): never => {
    throw new StateLost(`After ${known.after}: ${what}`, { cause });
  };
  await expectWhole(known, lose, { started: false });
  const entries = await desktop.keyring.entries().catch((error: unknown) => lose('the keychain cannot be read', error));
  const sessions = entries.filter(({ attributes }) => attributes['account'] === 'refresh-token');
  if (sessions.length !== 1 || decodeEntry(sessions[0]?.secret ?? '') === undefined)
    lose(`the keychain holds ${sessions.length} sessions, or none that can be read`);

  await forgetRequests(known.profile);
  const app = await fixture.start(program(DEBUGGABLE_APP), ['--hidden']);
  // It has an access token, which it can only have been granted for what the keychain held.
  const connected = desktop.tray.waitFor('a new token', ({ tooltip }) => tooltip.includes(' left, until '));
  await connected.catch((error: unknown) => lose('the session was not there', error));
  const told = desktop.notifications?.all() ?? [];
  if (told.length > 0) lose(`it was said: ${told[0]?.title ?? ''}`);
  const history = await expectWhole(known, lose, { started: true });
  if (history <= known.entries) lose(`the history has ${history} entries and had ${known.entries}`);
  return app;
}

/** Checks the profile's files, and gives the number of the history's entries. */
async function expectWhole(
  { profile, themes, entries }: KnownState,
  lose: (what: string) => never,
  { started }: { readonly started: boolean },
): Promise<number> {
  const { settings, history, broken, leftBehind } = await readProfile(profile);
  // The next start removes it.
  if (started && leftBehind.length > 0) lose(`left behind: ${leftBehind.join(', ')}`);
  if (broken.length > 0) lose(broken.join('; '));
  const theme = (settings['theme'] ?? 'system') as Theme;
  if (!themes.includes(theme)) lose(`the theme is ${theme}, not ${themes.join(' or ')}`);
  if (history.length < entries) lose(`the history has ${history.length} entries and had ${entries}`);
  return history.length;
}
