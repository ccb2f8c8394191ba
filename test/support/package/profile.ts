import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHistoryLine } from '../../../main/storage/history-line.ts';
import type { HistoryEntry } from '../../../preload/contract/history.ts';

/** What lies in an app's profile, read by somebody else. */
export interface ProfileContents {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly history: readonly HistoryEntry[];
  /** What should not be there, in words for a failure's message. */
  readonly broken: readonly string[];
  /** Files that were not written to their end, or set aside. */
  readonly leftBehind: readonly string[];
}

/** Reads a profile while its app is off, or busy elsewhere. */
export async function readProfile(folder: string): Promise<ProfileContents> {
  const broken: string[] = [];
  const lines = (await readFile(join(folder, 'history.jsonl'), 'utf8').catch(() => '')).split('\n');
  if (lines.at(-1) !== '') broken.push('the last line of the history is half a line');
  // Each start ends a line that may be half a one.
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
 * As if an hour had passed since the app was last off: what it has asked of NERD no longer counts against its limits.
 * Only while it is off.
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
