import type { CredentialKind } from '../../preload/contract/session.ts';
import type { TokenEndpoint } from '../ports/nerd.ts';

/** The endpoint of each kind of credential. */
export type Endpoints = { readonly [Kind in CredentialKind]: TokenEndpoint<Kind> };

/** Sends each credential to the endpoint that it belongs to. */
export function createTokenEndpoint({ refreshToken, keyPair, demo }: Endpoints): TokenEndpoint {
  return {
    refresh(credential, now) {
      switch (credential.kind) {
        case 'refreshToken':
          return refreshToken.refresh(credential, now);
        case 'keyPair':
          return keyPair.refresh(credential, now);
        case 'demo':
          return demo.refresh(credential, now);
      }
    },
  };
}
