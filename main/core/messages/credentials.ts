import type { ActionButton, CredentialKind } from '../../../preload/contract/snapshot.ts';
import type { Refusal } from '../token/state.ts';
import type { FailureText } from './message.ts';

/** Which credential is spoken of. */
export interface AboutCredential {
  readonly what: CredentialKind;
}

interface CredentialText {
  /** In a sentence, after "your" or "the". */
  readonly name: string;
  /** A "no" that gives no reason worth other words. */
  readonly refused: FailureText;
  /** What to do about a "no", and the button for it. */
  readonly toDo: string;
  readonly action: ActionButton;
}

const TO_KEY_PAIR: ActionButton = { kind: 'connectKeyPair', label: 'Enter the key pair again' };

/** What differs between the kinds of credential, in words. */
export const CREDENTIALS: Readonly<Record<CredentialKind, CredentialText>> = {
  refreshToken: {
    name: 'refresh token',
    refused: {
      title: 'NERD did not accept this refresh token',
      happened: 'NERD did not accept this refresh token. Its week may be over, or a newer one has replaced it.',
    },
    toDo: 'Copy the one that your Account page in NERD shows now.',
    action: { kind: 'openNerd', label: 'Open NERD in the browser' },
  },
  keyPair: {
    name: 'key pair',
    refused: {
      title: 'NERD did not accept this key pair',
      happened: 'NERD’s sign-in did not accept this key pair.',
    },
    toDo: 'Check the Client ID and the private key; support@kensho.com can tell whether they are registered.',
    action: TO_KEY_PAIR,
  },
  demo: {
    name: 'demo account',
    refused: { title: 'The demo account has ended', happened: 'The look-alike does not know this demo account.' },
    toDo: 'Start a new one, or connect to NERD.',
    action: { kind: 'connect', label: 'Connect' },
  },
};

/** What a server has named as its reason. */
const REFUSALS: Readonly<Record<Refusal, FailureText & { readonly toDo: string }>> = {
  invalid_client: {
    title: 'NERD does not know this key pair',
    happened: 'NERD’s sign-in does not know this Client ID, or knows it with another public key.',
    toDo: 'Check that the Client ID belongs to this private key. A new one takes Kensho up to three business days.',
  },
  invalid_scope: {
    title: 'This key pair is not allowed to use NERD',
    happened: 'NERD’s sign-in accepted the key pair, but it is not allowed to use NERD.',
    toDo: 'Ask support@kensho.com to allow it the scope “kensho:app:nerd”.',
  },
};

/** What is said of a "no", and what to do about it. */
export function refusalText(
  what: CredentialKind,
  refusal: Refusal | undefined,
): FailureText & { readonly toDo: string } {
  const { refused, toDo } = CREDENTIALS[what];
  return refusal === undefined ? { ...refused, toDo } : REFUSALS[refusal];
}
