import { expect, test } from 'vitest';

import { failureKindOf } from '../../../main/nerd/net-error.ts';

test.each([
  ['ERR_INTERNET_DISCONNECTED', 'network'],
  ['ERR_NAME_NOT_RESOLVED', 'network'],
  ['ERR_CONNECTION_REFUSED', 'network'],
  ['ERR_CONNECTION_RESET', 'network'],
  ['ERR_NETWORK_CHANGED', 'network'],
  ['ERR_CONTENT_LENGTH_MISMATCH', 'network'],
  ['ERR_INCOMPLETE_CHUNKED_ENCODING', 'network'],
  ['ERR_TIMED_OUT', 'timeout'],
  ['ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['ERR_CERT_AUTHORITY_INVALID', 'tls'],
  ['ERR_CERT_COMMON_NAME_INVALID', 'tls'],
  ['ERR_CERT_DATE_INVALID', 'tls'],
  ['ERR_CERTIFICATE_TRANSPARENCY_REQUIRED', 'tls'],
  ['ERR_SSL_PROTOCOL_ERROR', 'tls'],
  ['ERR_BAD_SSL_CLIENT_AUTH_CERT', 'tls'],
  ['ERR_PROXY_CONNECTION_FAILED', 'proxy_down'],
  ['ERR_PROXY_CERTIFICATE_INVALID', 'proxy'],
  ['ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
  ['ERR_SOCKS_CONNECTION_FAILED', 'proxy_down'],
  ['ERR_PAC_SCRIPT_FAILED', 'proxy'],
  ['ERR_NO_SUPPORTED_PROXIES', 'proxy'],
  ['ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', 'proxy'],
  ['ERR_INVALID_REDIRECT', 'not_nerd'],
  ['ERR_UNSAFE_REDIRECT', 'not_nerd'],
  ['ERR_INVALID_HTTP_RESPONSE', 'not_nerd'],
  ['ERR_CONTENT_DECODING_FAILED', 'malformed_response'],
  ['ERR_INVALID_CHUNKED_ENCODING', 'malformed_response'],
  ['ERR_RESPONSE_HEADERS_TOO_BIG', 'malformed_response'],
])('%s is of the kind %s', (name, kind) => {
  expect(failureKindOf(`net::${name}`)).toBe(kind);
});

test.each(['', 'something else', 'a TIMED_OUT PROXY that Chromium did not name'])('%j is the network', (message) => {
  expect(failureKindOf(message)).toBe('network');
});
