import { createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto';

import type { EpochMs } from '../../preload/contract/time.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/time/time.ts';
import { setBounded } from './bounded.ts';
import { json, type Reply } from './reply.ts';

/** How far a client's clock may be ahead. */
const LEEWAY_MS = 5 * MINUTE_MS;
/** The oldest is dropped first. */
const MOST_CLIENTS = 100;
const MOST_ASSERTIONS = 10_000;
/** The longest `jti`, in characters: it is what is remembered of an assertion. */
const LONGEST_ID = 256;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** The scope of NERD's API. */
export const SCOPE = 'kensho:app:nerd';

/** A client as it registers: its public key in PEM, and what it may do. */
export interface KeyClient {
  readonly publicKey: string;
  /** Whether it may use NERD; true if left out. */
  readonly mayUseNerd?: boolean | undefined;
}

/** The clients with a key pair, and the checks of the assertions that they sign. */
export interface KeyClients {
  /** Registers a client and gives its Client ID. Throws if the key is no public RSA key. */
  register(client: KeyClient): string;
  /** Forgets the client; its assertions are refused from now on. */
  withdraw(clientId: string): void;
  /** How many clients are registered. */
  readonly count: number;
  /** Gives the reply that refuses a request for a token (RFC 6749 §5.2); undefined if nothing is wrong with it. */
  refusal(form: URLSearchParams, now: EpochMs): Reply | undefined;
}

interface Assertion {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** Starts with no clients. `audience` is the token endpoint's own address. */
export function createKeyClients(audience: string): KeyClients {
  const clients = new Map<string, { readonly key: KeyObject; readonly mayUseNerd: boolean }>();
  /** The `jti` of each assertion, since it may be used once (RFC 7523 §3). */
  const seen = new Map<string, true>();

  const clientRefusal = (form: URLSearchParams, now: EpochMs): Reply | undefined => {
    if (form.get('client_assertion_type') !== ASSERTION_TYPE)
      return invalidClient('The client_assertion_type is wrong.');
    const assertion = parseAssertion(form.get('client_assertion') ?? '');
    if (assertion === undefined) return invalidClient('The client_assertion is not a JWT.');
    const { header, claims, signed, signature } = assertion;
    const client = typeof claims['sub'] === 'string' ? clients.get(claims['sub']) : undefined;
    if (client === undefined || claims['iss'] !== claims['sub']) return invalidClient('The client is not known.');
    if (header['alg'] !== 'RS256') return invalidClient('The client_assertion has to be signed with RS256.');
    if (!verify('sha256', signed, client.key, signature)) return invalidClient('The signature is wrong.');
    if (claims['aud'] !== audience) return invalidClient('The audience has to be the address of this endpoint.');
    const wrongTime = timeProblem(claims, now);
    if (wrongTime !== undefined) return invalidClient(wrongTime);
    const { jti } = claims;
    if (typeof jti !== 'string' || jti.length > LONGEST_ID || seen.has(jti))
      return invalidClient('The jti is missing, too long, or was seen before.');
    setBounded(seen, jti, true, MOST_ASSERTIONS);
    return undefined;
  };

  return {
    get count() {
      return clients.size;
    },
    register({ publicKey, mayUseNerd = true }) {
      const clientId = `0oa${randomBytes(8).toString('hex')}`;
      const key = createPublicKey(publicKey);
      if (key.asymmetricKeyType !== 'rsa') throw new Error('RS256 takes an RSA key.');
      setBounded(clients, clientId, { key, mayUseNerd }, MOST_CLIENTS);
      return clientId;
    },
    withdraw(clientId) {
      clients.delete(clientId);
    },
    refusal(form, now) {
      if (form.get('grant_type') !== 'client_credentials') {
        return refused(400, 'unsupported_grant_type', 'The grant_type has to be client_credentials.');
      }
      const refusal = clientRefusal(form, now);
      if (refusal !== undefined) return refusal;
      const clientId = String(parseAssertion(form.get('client_assertion') ?? '')?.claims['sub']);
      const mayUse = clients.get(clientId)?.mayUseNerd === true && form.get('scope') === SCOPE;
      return mayUse ? undefined : refused(400, 'invalid_scope', 'The client may not use this scope.');
    },
  };
}

function timeProblem({ iat, exp }: Record<string, unknown>, now: EpochMs): string | undefined {
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'The client_assertion needs iat and exp.';
  if (exp * SECOND_MS <= now) return 'The client_assertion has expired.';
  if (iat * SECOND_MS > now + LEEWAY_MS) return 'The client_assertion was issued in the future.';
  return exp * SECOND_MS > now + HOUR_MS ? 'The client_assertion may live for an hour at most.' : undefined;
}

function parseAssertion(text: string): Assertion | undefined {
  const [header, claims, signature, more] = text.split('.');
  if (header === undefined || claims === undefined || signature === undefined || more !== undefined) return undefined;
  try {
    const object = (part: string) => objectIn(Buffer.from(part, 'base64url').toString());
    return {
      header: object(header),
      claims: object(claims),
      signed: Buffer.from(`${header}.${claims}`),
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return undefined; // no objects in JSON: the caller answers invalid_client
  }
}

/** Parses a JSON object. Throws if the text is anything else. */
function objectIn(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value as Record<string, unknown>;
}

function invalidClient(why: string): Reply {
  return refused(401, 'invalid_client', why);
}

/** An error response by RFC 6749 §5.2. */
function refused(status: number, error: string, why: string): Reply {
  return json(status, { error, error_description: why });
}
