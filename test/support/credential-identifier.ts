import type { Credential } from '../../main/ports/credentials.ts';

/** What its server knows a credential by: the refresh token, or the Client ID of a key pair. */
export function credentialIdentifier(credential: Credential): string;
export function credentialIdentifier(credential: Credential | undefined): string | undefined;
export function credentialIdentifier(credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined;
  return credential.kind === 'keyPair' ? credential.clientId : credential.refreshToken;
}
