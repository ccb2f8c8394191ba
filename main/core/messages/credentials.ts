import type { ActionButton } from '../../../preload/contract/message.ts';
import type { CredentialKind } from '../../../preload/contract/session.ts';
import type { OAuthErrorCode } from '../token/answer.ts';
import type { FailureText } from './message.ts';

/** The kind of credential that a message is about. */
export interface AboutCredential {
  readonly what: CredentialKind;
}

interface CredentialText {
  /** The credential's name in a sentence, after "your" or "the". */
  readonly name: string;
  /** The text of a rejection without a reason that has a text of its own. */
  readonly rejected: FailureText;
  /** What to do about a rejection; `action` is the button for it. */
  readonly toDo: string;
  readonly action: ActionButton;
}

const TO_KEY_PAIR: ActionButton = { kind: 'connectKeyPair', label: 'Enter the key pair again' };

/** The texts that differ between the kinds of credential. */
export const CREDENTIALS: Readonly<Record<CredentialKind, CredentialText>> = {
  refreshToken: {
    name: 'refresh token',
    rejected: {
      title: 'NERD did not accept this refresh token',
      happened: 'NERD did not accept this refresh token. Its week may be over, or a newer one has replaced it.',
    },
    toDo: 'Copy the one that your Account page in NERD shows now.',
    action: { kind: 'openNerd', label: 'Open NERD in the browser' },
  },
  keyPair: {
    name: 'key pair',
    rejected: {
      title: 'NERD did not accept this key pair',
      happened: 'NERD’s sign-in did not accept this key pair.',
    },
    toDo: 'Check the Client ID and the private key; support@kensho.com can tell whether they are registered.',
    action: TO_KEY_PAIR,
  },
  demo: {
    name: 'demo account',
    rejected: { title: 'The demo account has ended', happened: 'The look-alike does not know this demo account.' },
    toDo: 'Start a new one, or connect to NERD.',
    action: { kind: 'connect', label: 'Connect' },
  },
};

/** The texts of the errors by which NERD's sign-in rejects a key pair, where one needs a text of its own. */
const KEY_PAIR_REJECTIONS: Readonly<Partial<Record<OAuthErrorCode, FailureText & { readonly toDo: string }>>> = {
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

/** The text of a rejection, and what to do about it. */
export function rejectionText(
  what: CredentialKind,
  errorCode: OAuthErrorCode | undefined,
): FailureText & { readonly toDo: string } {
  const { rejected, toDo } = CREDENTIALS[what];
  const special = what === 'keyPair' && errorCode !== undefined ? KEY_PAIR_REJECTIONS[errorCode] : undefined;
  return special ?? { ...rejected, toDo };
}

/** The text of a refusal that does not say why, while the credential is tried for the first time. */
export function bareRejectionText(what: CredentialKind): FailureText & { readonly toDo: string } {
  const { name, toDo } = CREDENTIALS[what];
  return {
    title: `NERD may have rejected this ${name}`,
    happened: `NERD may have rejected this ${name}, or something on your network blocked it: the answer gave no reason.`,
    toDo,
  };
}
