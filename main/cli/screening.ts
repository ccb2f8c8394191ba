import { switchesReturned, removedSwitchesNotice, NOT_STARTED, refusedSwitch } from '../core/cli/answers.ts';
import { EXIT } from '../core/cli/command-line.ts';
import { appImage } from '../desktop/launch-command.ts';
import { startScreened, type Screening } from './screened-start.ts';
import { endWithAnswer } from './client.ts';

/**
 * Ends this process, with a sentence, where it was started with what must not be; where that could be left out, the app
 * is started once more without. Comes back where this process may go on, or (false) where it has to show that it cannot:
 * nobody has typed an AppImage's missing sandbox, its own starter has taken it away.
 */
export async function mayContinue({ removed, refused, isSecond }: Screening, isTyped: boolean): Promise<boolean> {
  if (refused !== undefined) {
    if (refused.why === 'sandbox' && appImage() !== undefined && !isTyped) return false;
    return endWithAnswer(refusedSwitch(refused));
  }
  if (removed.length === 0) return true;
  if (isSecond) return endWithAnswer(switchesReturned(removed));
  process.stderr.write(`${removedSwitchesNotice(removed)}\n`);
  // What is typed holds no secret, and starts the app with what is left.
  if (isTyped) return true;
  return endWithAnswer((await startScreened()) ? { code: EXIT.done, text: '' } : NOT_STARTED);
}
