import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHistoryLine } from '../../../main/storage/history-file.ts';
import type { HistoryEntry } from '../../../preload/contract/history.ts';

/** The content of an app's profile, as the tests read it. */
export interface ProfileContents {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly history: readonly HistoryEntry[];
  /** What should not be there, in words for a failure's message. */
  readonly broken: readonly string[];
  /** The files that were not written to their end, or were set aside. */
  readonly leftBehind: readonly string[];
}

/** Reads a profile while its app does not run or does not write. */
export async function readProfile(folder: string): Promise<ProfileContents> {
  const broken: string[] = [];
  const lines = (await readFile(join(folder, 'history.jsonl'), 'utf8').catch(() => '')).split('\n');
  if (lines.at(-1) !== '') broken.push('the last line of the history is half a line');
  // Each start ends a line that the one before may have left half written.
  const whole = lines.slice(0, -1).filter((line) => line !== '');
  const history = whole.map(parseHistoryLine);
  const unread = history.filter((entry) => entry === undefined).length;
  if (unread > 0) broken.push(`${unread} lines of the history cannot be read`);
  const leftBehind = (await readdir(folder)).filter((name) => /\.set-aside|\.tmp-|\.new$/u.test(name));
  const settings = await readSettings(folder);
  if (settings === undefined) broken.push('the settings are not whole');
  return { settings: settings ?? {}, history: history.filter((entry) => entry !== undefined), broken, leftBehind };
}

/**
 * Makes the app forget its requests of the last hour, so that they no longer count against its limits. Call it only
 * while the app does not run.
 */
export async function forgetRequests(folder: string): Promise<void> {
  const settings = { ...(await readSettings(folder)), requests: undefined };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
}

async function readSettings(folder: string): Promise<Record<string, unknown> | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
