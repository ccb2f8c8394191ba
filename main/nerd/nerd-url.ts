/** NERD's own address. */
export const NERD_URL = 'https://nerd.kensho.com';

/** The token endpoint, which grants access tokens for a key pair. */
export const TOKEN_URL = 'https://kensho.okta.com/oauth2/default/v1/token';

/** The variable that names another NERD for an unpackaged app, such as the demo server on this machine. */
const OVERRIDE = 'NERD_TRAY_NERD_URL';
/** The variable that names another token endpoint for an unpackaged app. */
const TOKEN_OVERRIDE = 'NERD_TRAY_TOKEN_URL';

/** Says that a variable of the environment is not safe; its message is for the person who set it. */
export class UnsafeSetting extends Error {}

/** The address of NERD, or the sentence that says why the one that was set is refused. */
export type BaseUrl =
  | { readonly ok: true; readonly baseUrl: string; readonly allowLoopbackHttp: boolean }
  | { readonly ok: false; readonly sentence: string };

// These are numbers and no names: "localhost" may be looked up, and so lead to another machine.
const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]'];

/**
 * Gives the origin (scheme, host, port) of an address that the app may send a token to: https anywhere, http on this
 * machine only. Gives undefined for anything else, also for an address with a path, a query or a user name in it.
 */
export function safeOrigin(address: string, allowLoopbackHttp: boolean): string | undefined {
  const url = safeUrl(address, allowLoopbackHttp);
  const origin = url && new URL(url).origin;
  return `${origin}/` === url ? origin : undefined;
}

/** Gives an address with a path that the app may send a token to, by the same rules as {@link safeOrigin}. */
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
 * Gives the address of the NERD to use. A packaged app knows only the real one; else `NERD_TRAY_NERD_URL` may name
 * another. A value that is not safe is refused with a sentence for the person who set it, which does not repeat it.
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

/** The address of the token endpoint, or the sentence that says why the one that was set is refused. */
export type TokenUrl =
  | { readonly ok: true; readonly tokenUrl: string; readonly allowLoopbackHttp: boolean }
  | { readonly ok: false; readonly sentence: string };

/**
 * Gives the token endpoint to use, by the rules of {@link nerdBaseUrl}; `NERD_TRAY_TOKEN_URL` names another, with its
 * path.
 */
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
