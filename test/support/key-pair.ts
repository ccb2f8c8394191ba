import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Secret } from './secret-search.ts';
import type { CredentialSecret } from '../../main/ports/credentials.ts';

/** An RSA key pair in every form that it may be given or searched in. */
export interface TestPair {
  readonly pem: string;
  readonly pkcs1: string;
  /** PKCS#8. */
  readonly der: Buffer;
  readonly publicPem: string;
  readonly jwk: object;
  /** Pieces from the middle of the private part, for the search: a line of each PEM, and bytes of the DER. */
  readonly secrets: readonly Secret[];
  /** Gives the pair as the credential that the app stores. */
  credential(clientId: string, kid?: string): CredentialSecret<'keyPair'>;
}

/** Makes a new RSA key pair of 2048 bits. */
export function makeTestPair(): TestPair {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const text = (type: 'pkcs1' | 'pkcs8'): string => privateKey.export({ type, format: 'pem' }).toString();
  const publicKey: KeyObject = createPublicKey(privateKey);
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  const line = (pem: string): string => pem.split('\n')[12] ?? '';
  const secrets: Secret[] = [
    { name: 'private key, a line of PKCS#8', value: line(text('pkcs8')) },
    { name: 'private key, a line of PKCS#1', value: line(text('pkcs1')) },
    // Behind modulus and public exponent, in the private one.
    { name: 'private key, bytes', value: der.subarray(400, 432) },
  ];
  return {
    pem: text('pkcs8'),
    pkcs1: text('pkcs1'),
    der,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: publicKey.export({ format: 'jwk' }),
    secrets,
    credential: (clientId, kid) => ({
      kind: 'keyPair',
      clientId,
      privateKey: der.toString('base64'),
      ...(kid === undefined ? {} : { kid }),
    }),
  };
}
