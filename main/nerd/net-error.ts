import type { FailureKind } from '../../preload/contract/snapshot.ts';

/**
 * Chromium's error names, most telling first: a proxy's certificate is the proxy's matter, a proxy's time-out too.
 * Names: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
 */
const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
  [/^ERR_(PROXY|SOCKS)_CONNECTION_FAILED$/, 'proxy_down'],
  [/PROX(Y|IES)|^ERR_(TUNNEL|SOCKS|PAC)_/, 'proxy'],
  [/TIMED_OUT/, 'timeout'],
  [/^ERR_(CERT|CERTIFICATE|SSL|BAD_SSL|TLS13)_/, 'tls'],
  [/REDIRECT|^ERR_INVALID_HTTP_RESPONSE$/, 'not_nerd'],
  [/^ERR_(CONTENT_DECODING_(INIT_)?FAILED|INVALID_CHUNKED_ENCODING|RESPONSE_(HEADERS|BODY)_)/, 'malformed_response'],
];

/** What went wrong, from the `net::ERR_…` in an error's message. Whatever has no name here is the network's fault. */
export function failureKindOf(message: string): FailureKind {
  const name = /\bnet::(ERR_[A-Z0-9_]+)/.exec(message)?.[1] ?? '';
  return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'network';
}
