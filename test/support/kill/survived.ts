import { decodeEntry } from '../../../main/keychain/entry-codec.ts';
import type { Scene } from '../package/scene.ts';
import type { PackagedApp } from '../package/packaged-app.ts';
import { DRIVEN, program } from '../package/packaged.ts';
import { forgetRequests, readProfile } from '../package/profile.ts';
import type { Theme } from './acts.ts';

/** Something was not there, or not whole, after a kill. */
export class Lost extends Error {}

export interface Known {
  /** The kill, in words. */
  readonly after: string;
  readonly profile: string;
  /** The settings may have one of these: the old one, or the one that was being written. */
  readonly themes: readonly Theme[];
  /** How long the history was before. */
  readonly entries: number;
}

/** Starts the app again; gives it back if it goes on by itself as if nothing had happened, and throws {@link Lost} if not. */
export async function expectNothingLost(scene: Scene, known: Known): Promise<PackagedApp> {
  const { desktop } = scene;
  const lose = (what: string, cause?: unknown): never => {
    throw new Lost(`After ${known.after}: ${what}`, { cause });
  };
  await expectWhole(known, lose, { started: false });
  const entries = await desktop.keyring.entries().catch((error: unknown) => lose('the keychain cannot be read', error));
  const sessions = entries.filter(({ attributes }) => attributes['account'] === 'refresh-token');
  if (sessions.length !== 1 || decodeEntry(sessions[0]?.secret ?? '') === undefined)
    lose(`the keychain holds ${sessions.length} sessions, or none that can be read`);

  await forgetRequests(known.profile);
  const app = await scene.start(program(DRIVEN), ['--hidden']);
  // It was granted an access token with what the keychain held: nothing else can have told it.
  const connected = desktop.tray.waitFor('a new token', ({ tooltip }) => tooltip.includes(' left, until '));
  await connected.catch((error: unknown) => lose('the session was not there', error));
  const told = desktop.notifications?.all() ?? [];
  if (told.length > 0) lose(`it was said: ${told[0]?.title ?? ''}`);
  const history = await expectWhole(known, lose, { started: true });
  if (history <= known.entries) lose(`the history has ${history} entries and had ${known.entries}`);
  return app;
}

/** Looks at the profile's files; gives the number of the history's entries. */
async function expectWhole(
  { profile, themes, entries }: Known,
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
