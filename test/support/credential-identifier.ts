import type { Credential } from '../../main/ports/credentials.ts';

/** What identifies a credential to its server: the refresh token, or the Client ID of a key pair. */
export function credentialIdentifier(credential: Credential): string;
export function credentialIdentifier(credential: Credential | undefined): string | undefined;
export function credentialIdentifier(credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined;
  return credential.kind === 'keyPair' ? credential.clientId : credential.refreshToken;
}
