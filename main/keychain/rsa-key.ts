import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { FEWEST_BITS, parsePrivateKey, type KeyProblem } from '../core/input/private-key-input.ts';

export type ReadKey =
  /** `privateKey`: base64 of its PKCS#8 in DER. */
  | { readonly ok: true; readonly privateKey: string; readonly bits: number }
  | { readonly ok: false; readonly problem: KeyProblem };

/** The object identifier id-RSASSA-PSS (RFC 4055 §3.1) in DER; Electron's BoringSSL reads no key of that kind. */
const RSA_PSS = Buffer.from('06092a864886f70d01010a', 'hex');
/** Before it stand two headers and a version, of 4 + 3 + 4 bytes at most. */
const ALGORITHM_BYTES = 24;

/** The RSA private key in what a person gave. */
export function readPrivateKey(text: string): ReadKey {
  const found = parsePrivateKey(text);
  if (!found.ok) return found;
  const der = Buffer.from(found.base64, 'base64');
  if (found.form === 'pkcs8' && der.subarray(0, ALGORITHM_BYTES).includes(RSA_PSS))
    return { ok: false, problem: { kind: 'rsaPss' } };
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: der, format: 'der', type: found.form });
  } catch {
    // Its message tells of the key, and of nothing that a person can act on.
    return { ok: false, problem: { kind: 'broken' } };
  }
  if (key.asymmetricKeyType !== 'rsa') return { ok: false, problem: { kind: 'notRsa' } };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < FEWEST_BITS ? { ok: false, problem: { kind: 'short', bits } } : { ok: true, ...exported(key), bits };
}

/** A new private key; base64 of its PKCS#8 in DER. */
export async function makePrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: FEWEST_BITS });
  return exported(privateKey).privateKey;
}

/** The public half of a private key, as Kensho takes it: SubjectPublicKeyInfo in PEM. */
export function publicKeyPem(privateKey: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

function exported(key: KeyObject): { readonly privateKey: string } {
  return { privateKey: key.export({ type: 'pkcs8', format: 'der' }).toString('base64') };
}
