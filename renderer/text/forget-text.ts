import type { AppSnapshot, CredentialKind } from '../../preload/contract/snapshot.ts';
import { text, type DialogText } from './text.ts';

/** What is asked before a credential is forgotten, with what NERD Tray goes on with then. */
export function forgetDialogText({ credential, kept }: AppSnapshot, kind: CredentialKind): DialogText {
  const words = text.forgetDialogs[kind];
  const next = credential?.kind === kind ? kept.at(-1) : undefined;
  return next === undefined ? words : { ...words, sentence: `${words.sentence} ${text.goesOnWith[next.kind]}` };
}
