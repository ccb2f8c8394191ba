import * as v from 'valibot';
import type { Credential, SecretSlot, PendingKeyPairSecret, ProxyPassword } from '../ports/credentials.ts';

/** The keychain's account names; changing one loses what people have stored. */
export const ACCOUNTS: Readonly<Record<SecretSlot, string>> = {
  refreshToken: 'refresh-token',
  keyPair: 'key-pair',
  demo: 'demo-refresh-token',
  pendingCredential: 'untried-refresh-token',
};

/** The account name of the key pair that waits for its Client ID. */
export const PENDING_KEY_PAIR_ACCOUNT = 'waiting-key-pair';

/** The account name of the entry for a proxy. */
export const PROXY_ACCOUNT = 'proxy-password';

/** The last moment that a Date can hold (ECMA-262 §21.4.1.1): what is later has no calendar day to be shown. */
const LATEST_MOMENT = 8.64e15;
const text = v.pipe(v.string(), v.nonEmpty());
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LATEST_MOMENT));
const version = v.object({ version: v.literal(1) });
const noted = { id: text, enteredAt: moment };

const credential = v.variant('kind', [
  v.object({ ...noted, kind: v.literal('refreshToken'), refreshToken: text }),
  v.object({ ...noted, kind: v.literal('demo'), refreshToken: text }),
  v.object({ ...noted, kind: v.literal('keyPair'), clientId: text, privateKey: text, kid: v.exactOptional(text) }),
]);
const keyPair = v.object({ madeAt: moment, privateKey: text });
/** Not yet in the entries of version 0.1.0, which passes over it in ours. */
const agreed = v.pipe(
  v.array(v.object({ scheme: text, realm: v.string(), overTls: v.exactOptional(v.boolean()) })),
  v.nonEmpty(),
);
const proxyPassword = v.object({
  host: text,
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  name: v.string(),
  password: v.string(),
  agreed: v.exactOptional(agreed),
});

/** The text of a credential's entry, as JSON with its version. */
export function encodeEntry(secret: Credential): string {
  return encode(secret);
}

/** The credential in an entry's text; undefined if this version of the app has not written that text. */
export function decodeEntry(stored: string): Credential | undefined {
  return decode(credential, stored);
}

/** The text of the entry of a key pair that waits for its Client ID. */
export function encodePendingKeyPair(pending: PendingKeyPairSecret): string {
  return encode(pending);
}

/** The key pair in an entry's text; undefined if this version of the app has not written that text. */
export function decodePendingKeyPair(stored: string): PendingKeyPairSecret | undefined {
  return decode(keyPair, stored);
}

/** The text of the entry of a proxy's password. */
export function encodeProxyEntry({ host, port, name, password, agreed: ways }: ProxyPassword): string {
  return encode({ host, port, name, password, agreed: ways });
}

/** The proxy's password in an entry's text; undefined if this version of the app has not written that text. */
export function decodeProxyEntry(stored: string): ProxyPassword | undefined {
  return decode(proxyPassword, stored);
}

function encode(value: object): string {
  return JSON.stringify({ version: 1, ...value });
}

function decode<T>(schema: v.GenericSchema<T>, stored: string): T | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), stored);
  if (!parsed.success || !v.is(version, parsed.output)) return undefined;
  const result = v.safeParse(schema, parsed.output);
  return result.success ? result.output : undefined;
}
