import { app } from 'electron';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { EXIT, SCREENED } from '../core/cli/command-line.ts';
import { NOT_STARTED, refusedSwitch, removedSwitchesNotice, switchesReturned } from '../core/cli/answers.ts';
import { unwantedVariables } from '../core/cli/allowed-environment.ts';
import { screenArguments, type ScreenedArguments } from '../core/cli/allowed-switches.ts';
import { appImage, launchCommand } from '../desktop/launch-command.ts';
import { endWithAnswer } from './client.ts';

/** Whether arguments are screened: the one thing in which a release and the build that the tests drive differ. */
declare const __SWITCHES__: 'screened' | 'any-may-be-given';

/** The switches and variables that this process was started with and should not have been. */
export interface Screening extends Pick<ScreenedArguments, 'refused'> {
  /** The names of the switches and variables that were removed. */
  readonly removed: readonly string[];
  /** True if this process was already started again without them: whatever starts it adds them each time. */
  readonly isSecond: boolean;
}

/**
 * Removes what is not allowed from this process's arguments and environment, so that no process that it starts is given
 * it. Chromium has already acted on it here, so where anything was removed this process must not be the app.
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

/** Whether this build screens its arguments; a checkout is started with whatever its developer needs. */
function isScreened(switches: typeof __SWITCHES__): boolean {
  return app.isPackaged && switches === 'screened';
}

/**
 * Ends this process with a sentence if it was started with something that is not allowed; where that could be left out,
 * it first starts the app once more without it. Resolves to true if this process may continue. Resolves to false if it
 * has to show that it cannot: an AppImage's own starter switches the sandbox off, so nobody has typed the switch.
 */
export async function mayContinue({ removed, refused, isSecond }: Screening, isTyped: boolean): Promise<boolean> {
  if (refused !== undefined) {
    if (refused.why === 'sandbox' && appImage() !== undefined && !isTyped) return false;
    return endWithAnswer(refusedSwitch(refused));
  }
  if (removed.length === 0) return true;
  if (isSecond) return endWithAnswer(switchesReturned(removed));
  process.stderr.write(`${removedSwitchesNotice(removed)}\n`);
  // A process that carries out a typed command holds no secret, and starts the app with what is left.
  if (isTyped) return true;
  return endWithAnswer((await startScreened()) ? { code: EXIT.done, text: '' } : NOT_STARTED);
}

/**
 * Starts the app once more, with what {@link screenStart} has left, and gives whether that worked. A process that was
 * given a switch that is not allowed never holds a secret.
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
