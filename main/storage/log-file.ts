import { existsSync, lstatSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { appendOwn, closeToOthers, makeOwnFolder, readOwn } from '../files/own-files.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log, LogFields } from '../ports/storage.ts';
import { SLOT_NAMES, TOKEN_EVENT_NAMES } from './logged-names.ts';

/** Two files of this size at most: the log and the one before it. */
const LARGEST_FILE_BYTES = 512 * 1024;

/**
 * A log of events and numbers, one JSON line each, readable by the user alone. A disk that is full or read-only costs
 * the line, never the app.
 */
export function createLogFile(path: string, clock: Pick<Clock, 'now'>): Log {
  let size: number | undefined;
  return {
    event(name, fields = {}) {
      const line = `${JSON.stringify({ at: new Date(clock.now()).toISOString(), ...asLogged(name, fields) })}\n`;
      try {
        size ??= openLog(path);
        if (size + line.length > LARGEST_FILE_BYTES) {
          renameSync(path, `${path}.1`);
          size = 0;
        }
        appendOwn(path, line);
        size += line.length;
      } catch {
        size = undefined; // there is nowhere to tell of it; the next line tries anew
      }
    },
  };
}

/** The event by the names that the log keeps for it; most are the code's own. */
function asLogged(name: string, fields: LogFields): LogFields {
  const event = loggedName(TOKEN_EVENT_NAMES, name);
  const { slot } = fields;
  return { event, ...fields, ...(typeof slot === 'string' && { slot: loggedName(SLOT_NAMES, slot) }) };
}

function loggedName(names: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}

/** The last lines of a log, the oldest first; none if it cannot be read. */
export function lastLogLines(path: string, count: number): string[] {
  try {
    const text = [`${path}.1`, path].filter(existsSync).map(readOwn);
    return text.join('').split('\n').slice(0, -1).slice(-count);
  } catch {
    return [];
  }
}

function openLog(path: string): number {
  const folder = dirname(path);
  makeOwnFolder(folder);
  // The folder is the app's alone, and may be older than this rule; the file may be renamed before anything is added.
  for (const own of [folder, path]) closeToOthers(own);
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
