/** NERD's own address. */
export const NERD_URL = 'https://nerd.kensho.com';

/** Where a key pair is traded for access tokens. */
export const TOKEN_URL = 'https://kensho.okta.com/oauth2/default/v1/token';

/** Names another NERD for an unpackaged app, such as the look-alike on this machine. */
const OVERRIDE = 'NERD_TRAY_NERD_URL';
/** The same for the token endpoint. */
const TOKEN_OVERRIDE = 'NERD_TRAY_TOKEN_URL';

/** A setting of the environment that is not safe; its message is for the person who set it. */
export class UnsafeSetting extends Error {}

export type BaseUrl =
  | { readonly ok: true; readonly baseUrl: string; readonly allowLoopbackHttp: boolean }
  | { readonly ok: false; readonly sentence: string };

// By number, not by name: "localhost" may be looked up, and so be somebody else.
const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]'];

/**
 * The origin (scheme, host, port) of an address the app may send a token to: https anywhere, http on this machine only.
 * Gives undefined for anything else, also for an address with a path, a query or a user name in it.
 */
export function safeOrigin(address: string, allowLoopbackHttp: boolean): string | undefined {
  const url = safeUrl(address, allowLoopbackHttp);
  const origin = url && new URL(url).origin;
  return `${origin}/` === url ? origin : undefined;
}

/** The same for an address with a path. */
export function safeUrl(address: string, allowLoopbackHttp: boolean): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isBare = `${url.origin}${url.pathname}` === url.href;
  const isSafe =
    url.protocol === 'https:' ||
    (allowLoopbackHttp && url.protocol === 'http:' && LOOPBACK_HOSTS.includes(url.hostname));
  return isBare && isSafe ? url.href : undefined;
}

/**
 * Which NERD to speak to. A packaged app knows only the real one; else `NERD_TRAY_NERD_URL` may name another.
 * A value that is not safe is refused with a sentence for the person who set it, which does not repeat it.
 */
export function nerdBaseUrl(isPackaged: boolean, env: Readonly<Record<string, string | undefined>>): BaseUrl {
  const address = env[OVERRIDE];
  if (isPackaged || address === undefined) return { ok: true, baseUrl: NERD_URL, allowLoopbackHttp: false };
  const baseUrl = safeOrigin(address, true);
  if (baseUrl === undefined) {
    return {
      ok: false,
      sentence: `${OVERRIDE} has to be an https address, or an http address on 127.0.0.1 or [::1], with nothing after the host and port.`,
    };
  }
  return { ok: true, baseUrl, allowLoopbackHttp: true };
}

export type TokenUrl =
  | { readonly ok: true; readonly tokenUrl: string; readonly allowLoopbackHttp: boolean }
  | { readonly ok: false; readonly sentence: string };

/** Which token endpoint to speak to, by the same rules; `NERD_TRAY_TOKEN_URL` names another one, with its path. */
export function oktaTokenUrl(isPackaged: boolean, env: Readonly<Record<string, string | undefined>>): TokenUrl {
  const address = env[TOKEN_OVERRIDE];
  if (isPackaged || address === undefined) return { ok: true, tokenUrl: TOKEN_URL, allowLoopbackHttp: false };
  const tokenUrl = safeUrl(address, true);
  if (tokenUrl === undefined) {
    return {
      ok: false,
      sentence: `${TOKEN_OVERRIDE} has to be an https address, or an http address on 127.0.0.1 or [::1], with nothing after the path.`,
    };
  }
  return { ok: true, tokenUrl, allowLoopbackHttp: true };
}
