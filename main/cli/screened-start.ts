import { app } from 'electron';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SCREENED } from '../core/cli/command-line.ts';
import { unwantedVariables } from '../core/cli/allowed-environment.ts';
import { screenArguments, type ScreenedArguments } from '../core/cli/allowed-switches.ts';
import { launchCommand } from '../desktop/launch-command.ts';

/** The one thing in which a release and the build that the tests drive differ: whether arguments are looked at. */
declare const __SWITCHES__: 'screened' | 'any-may-be-given';

/** What this process was started with and should not have been. */
export interface Screening extends Pick<ScreenedArguments, 'refused'> {
  /** Switches and variables, by name. */
  readonly removed: readonly string[];
  /** This process is the second one already: whoever starts it puts them in each time. */
  readonly isSecond: boolean;
}

/**
 * Takes what is not allowed out of this process's arguments and environment, so that nothing that it starts is given
 * it. What Chromium has done with it by now is done, so where anything was removed this process must not be the app.
 */
export function screenStart(): Screening {
  const args = process.argv.slice(1);
  const isSecond = args.includes(SCREENED);
  if (!isScreened(__SWITCHES__)) return { removed: [], refused: undefined, isSecond };
  const isWindows = process.platform === 'win32';
  const { kept, removed, refused } = screenArguments(args, isWindows);
  const variables = unwantedVariables(Object.keys(process.env), isWindows);
  process.argv.splice(1, args.length, ...kept);
  for (const name of variables) Reflect.deleteProperty(process.env, name);
  return { removed: [...removed, ...variables], refused, isSecond };
}

/** A checkout is started with whatever its developer needs. */
function isScreened(switches: typeof __SWITCHES__): boolean {
  return app.isPackaged && switches === 'screened';
}

/**
 * Starts the app once more, with what {@link screenStart} has left; false if that does not work. A process that was
 * given such a switch never holds a secret.
 */
export async function startScreened(): Promise<boolean> {
  const { program, before, args } = launchCommand();
  const child = spawn(program, [...before, ...args, SCREENED], { detached: true, stdio: 'inherit' });
  try {
    await once(child, 'spawn');
    child.unref();
    return true;
  } catch {
    return false;
  }
}
