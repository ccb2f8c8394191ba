import { switchesReturned, removedSwitchesNotice, NOT_STARTED, refusedSwitch } from '../core/cli/answers.ts';
import { EXIT } from '../core/cli/command-line.ts';
import { appImage } from '../desktop/launch-command.ts';
import { startScreened, type Screening } from './screened-start.ts';
import { endWithAnswer } from './client.ts';

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
