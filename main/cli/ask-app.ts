import type { CliRequest } from '../core/cli/command-line.ts';
import { channelAddresses } from './channel-addresses.ts';
import { askAtFirst, type Asked } from './channel-client.ts';
import { isLockHolderStopped } from './chromium-lock.ts';

/**
 * Asks the app of this profile at its own channel. To be called before Chromium's lock, which takes a second app for
 * the first where its socket was cleaned away, and kills one that does not answer.
 */
export async function askRunningApp(request: CliRequest): Promise<Asked> {
  const asked = await askAtFirst(channelAddresses(), request);
  return asked === 'none' && isLockHolderStopped() ? 'silent' : asked;
}
