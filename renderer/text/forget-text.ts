import type { AppSnapshot, CredentialKind } from '../../preload/contract/snapshot.ts';
import { text, type DialogWords } from './text.ts';

/** What is asked before a credential is forgotten, with what NERD Tray goes on with then. */
export function forgetWords({ credential, otherCredentials }: AppSnapshot, kind: CredentialKind): DialogWords {
  const words = text.forgetDialogs[kind];
  const next = credential?.kind === kind ? otherCredentials.at(-1) : undefined;
  return next === undefined ? words : { ...words, sentence: `${words.sentence} ${text.goesOnWith[next.kind]}` };
}
