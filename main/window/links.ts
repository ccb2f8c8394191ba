import { shell } from 'electron';
import { KEY_EMAIL_URL } from '../core/messages/key-email.ts';
import type { LinkName } from '../../preload/contract/command.ts';

/** The only addresses the app ever hands to the browser or the mail program. */
const LINKS: Readonly<Record<LinkName, string>> = {
  nerd: 'https://nerd.kensho.com/',
  status: 'https://status.kensho.com',
  support: 'mailto:support@kensho.com',
  keyEmail: KEY_EMAIL_URL,
};

/** Opens one of the fixed links outside; rejects if the system has no program for it. */
export async function openLink(link: LinkName): Promise<void> {
  await shell.openExternal(LINKS[link]);
}
