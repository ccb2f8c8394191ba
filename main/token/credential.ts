import type { CredentialFacts } from '../core/state.ts';
import type { Credential, SecretSlot, TokenAnswer } from '../ports.ts';

/** The keychain entry a credential belongs in. */
export function slotOf(credential: Credential): SecretSlot {
  return credential.kind === 'demo' ? 'demo' : 'session';
}

/** The credential with the new refresh token of the answer, if the server gave one (RFC 6749 §6). */
export function withRotation(credential: Credential, answer: TokenAnswer): Credential {
  if (!answer.ok || answer.refreshToken === undefined || answer.refreshToken === credential.refreshToken)
    return credential;
  return { ...credential, refreshToken: answer.refreshToken };
}

/** What may be told of a credential. */
export function facts(credential: Credential): CredentialFacts;
export function facts(credential: Credential | undefined): CredentialFacts | undefined;
export function facts(credential: Credential | undefined): CredentialFacts | undefined {
  return credential && { id: credential.id, kind: credential.kind, enteredAt: credential.enteredAt };
}
