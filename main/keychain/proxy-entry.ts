import * as v from 'valibot';
import type { ProxyPassword } from '../ports/credentials.ts';

/** The account name of the keychain's entry for a proxy; changing it loses what people have stored. */
export const PROXY_ACCOUNT = 'proxy-password';

const entry = v.object({
  version: v.literal(1),
  host: v.pipe(v.string(), v.nonEmpty()),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  name: v.string(),
  password: v.string(),
});

/** What is written into the keychain. */
export function encodeProxyEntry({ host, port, name, password }: ProxyPassword): string {
  return JSON.stringify({ version: 1, host, port, name, password } satisfies v.InferInput<typeof entry>);
}

/** What was read from it; undefined if it is nothing that this version of the app has written. */
export function decodeProxyEntry(text: string): ProxyPassword | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), entry), text);
  if (!result.success) return undefined;
  const { host, port, name, password } = result.output;
  return { host, port, name, password };
}
