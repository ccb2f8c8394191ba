import { appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tidied } from '../core/history.ts';
import { DAY_MS, MINUTE_MS } from '../core/time.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { EpochMs } from '../../preload/contract/snapshot.ts';
import type { HistoryStore, Log } from '../ports.ts';
import { historyLine, parseHistoryLine } from './history-line.ts';

const OWNER_ONLY = 0o600;
/** The first time is off the way of the start, and when NERD may have told the time. */
const FIRST_TIDYING_AFTER_MS = 10 * MINUTE_MS;
const LINES_BETWEEN_TIDYINGS = 500;
/** Far more than this app ever writes there; nothing that is larger is read. */
const LARGEST_FILE_BYTES = 4 * 1024 * 1024;

/**
 * The history in a file of JSON lines, for the user's eyes alone. A line is one short write, and now and then the file
 * is written anew without what is old or said twice. A disk that is full or read-only costs the line, never the app;
 * what a power cut has left half-written is passed over.
 */
export function createHistoryFile(path: string, log: Log): HistoryStore {
  /** The file may end in the middle of a line. */
  let torn = true;
  let linesToGo = LINES_BETWEEN_TIDYINGS;
  let tidyAt: EpochMs | undefined;

  const read = (): HistoryEntry[] => {
    const lines = readLines(path);
    const entries = lines.map(parseHistoryLine).filter((entry) => entry !== undefined);
    if (entries.length < lines.length) log.event('historyNotWhole', { lines: lines.length - entries.length });
    return entries;
  };

  const tidy = (now: EpochMs): void => {
    try {
      const entries = read();
      if (entries.length === 0) setAside(path, log);
      else writeAnew(path, tidied(entries, now));
    } catch {
      log.event('historyNotTidied');
    }
  };

  return {
    append(entry) {
      const line = `${historyLine(entry)}\n`;
      try {
        const isAfterHalfALine = torn && sizeOf(path) > 0;
        appendFileSync(path, isAfterHalfALine ? `\n${line}` : line, { mode: OWNER_ONLY });
        torn = false;
      } catch {
        torn = true;
        return;
      }
      linesToGo -= 1;
      tidyAt ??= entry.at + FIRST_TIDYING_AFTER_MS;
      if (linesToGo > 0 && entry.at < tidyAt) return;
      linesToGo = LINES_BETWEEN_TIDYINGS;
      tidyAt = entry.at + DAY_MS;
      tidy(entry.at);
    },

    read() {
      try {
        return read();
      } catch {
        return []; // there is none yet, or it cannot be read
      }
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function readLines(path: string): string[] {
  if (sizeOf(path) > LARGEST_FILE_BYTES) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** Whole or not at all: a power cut leaves the old file or the new one. */
function writeAnew(path: string, entries: readonly HistoryEntry[]): void {
  const fresh = `${path}.new`;
  try {
    rmSync(fresh, { force: true });
    writeFileSync(fresh, entries.map((entry) => `${historyLine(entry)}\n`).join(''), { mode: OWNER_ONLY, flush: true });
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** A file with nothing in it that can be read is kept beside, once. */
function setAside(path: string, log: Log): void {
  renameSync(path, `${path}.set-aside`);
  log.event('historySetAside');
}
