import type { TokenAnswer } from '../core/token/answer.ts';
import type { CredentialFacts } from '../core/token/state.ts';
import type { CredentialKind, CredentialLife } from '../../preload/contract/session.ts';
import type { Credential, CredentialSecret } from '../ports/credentials.ts';

/** The facts that follow from the kind of a credential alone. */
const KINDS: Readonly<Record<CredentialKind, { readonly lasts: CredentialLife; readonly isLocal: boolean }>> = {
  refreshToken: { lasts: 'week', isLocal: false },
  keyPair: { lasts: 'noExpiry', isLocal: false },
  demo: { lasts: 'noExpiry', isLocal: true },
};

/** The credential with the new refresh token of the answer, if the server gave one (RFC 6749 §6). */
export function withRotation(credential: Credential, answer: TokenAnswer): Credential {
  if (!answer.ok || answer.refreshToken === undefined || !('refreshToken' in credential)) return credential;
  return answer.refreshToken === credential.refreshToken
    ? credential
    : { ...credential, refreshToken: answer.refreshToken };
}

/** Whether both are the same to the server that they are for. */
export function isSameSecret(one: CredentialSecret, other: CredentialSecret): boolean {
  switch (one.kind) {
    case 'refreshToken':
    case 'demo':
      return one.kind === other.kind && one.refreshToken === other.refreshToken;
    case 'keyPair':
      return (
        other.kind === 'keyPair' &&
        one.clientId === other.clientId &&
        one.privateKey === other.privateKey &&
        one.kid === other.kid
      );
  }
}

/** The part of a credential that is no secret. */
export function facts(credential: Credential): CredentialFacts;
export function facts(credential: Credential | undefined): CredentialFacts | undefined;
export function facts(credential: Credential | undefined): CredentialFacts | undefined {
  if (credential === undefined) return undefined;
  const { id, kind, enteredAt } = credential;
  return { id, kind, enteredAt, ...KINDS[kind] };
}
