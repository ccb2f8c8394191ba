import * as v from 'valibot';
import type { Credential, SecretSlot } from '../ports.ts';

/** The keychain's account names; changing one loses what people have stored. */
export const ACCOUNTS: Readonly<Record<SecretSlot, string>> = {
  session: 'refresh-token',
  demo: 'demo-refresh-token',
  untried: 'untried-refresh-token',
};

const entry = v.object({
  version: v.literal(1),
  id: v.pipe(v.string(), v.nonEmpty()),
  kind: v.picklist(['refreshToken', 'demo']),
  enteredAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  refreshToken: v.pipe(v.string(), v.nonEmpty()),
});

/** What is written into the keychain. */
export function encodeEntry({ id, kind, enteredAt, refreshToken }: Credential): string {
  return JSON.stringify({ version: 1, id, kind, enteredAt, refreshToken } satisfies v.InferInput<typeof entry>);
}

/** What was read from it; undefined if it is nothing that this version of the app has written. */
export function decodeEntry(text: string): Credential | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), entry), text);
  if (!result.success) return undefined;
  const { id, kind, enteredAt, refreshToken } = result.output;
  return { id, kind, enteredAt, refreshToken };
}
