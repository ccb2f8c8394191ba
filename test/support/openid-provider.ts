import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A running OpenID provider. */
export interface OpenIdProvider {
  readonly tokenUrl: string;
  stop(): Promise<void>;
}

/** The one client that the provider accepts. */
export interface OpenIdClient {
  readonly clientId: string;
  /** Its public key. */
  readonly jwk: object;
  readonly kid?: string | undefined;
}

const SCOPE = 'kensho:app:nerd';

/** Starts a certified OpenID provider on this machine, for clients that authenticate by a signed assertion. */
export async function startOpenIdProvider({ clientId, jwk, kid }: OpenIdClient): Promise<OpenIdProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'RS256',
        jwks: { keys: [{ ...jwk, use: 'sig', alg: 'RS256', ...(kid === undefined ? {} : { kid }) }] },
      },
    ],
    clientAuthMethods: ['private_key_jwt'],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'https://nerd.example.com',
        getResourceServerInfo: () => ({ scope: SCOPE, accessTokenFormat: 'jwt', accessTokenTTL: 3600 }),
      },
    },
    scopes: [SCOPE],
    ttl: { ClientCredentials: 3600 },
  });
  server.on('request', provider.callback());
  return {
    tokenUrl: `${issuer}/token`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
