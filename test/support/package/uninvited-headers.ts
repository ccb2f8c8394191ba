/** The host of a third party, which only the server names. */
export const THIRD_PARTY = 'third-party.example';

const there = `https://${THIRD_PARTY}`;

/** The headers by which an answer can make a browser act by itself later, or elsewhere. */
export const UNINVITED_HEADERS: Readonly<Record<string, string | readonly string[]>> = {
  'report-to': JSON.stringify({ group: 'nel', max_age: 86_400, endpoints: [{ url: `${there}/report-to` }] }),
  nel: JSON.stringify({ report_to: 'nel', max_age: 86_400, success_fraction: 1, failure_fraction: 1 }),
  'reporting-endpoints': `default="${there}/reports", nel="${there}/reports"`,
  'content-security-policy-report-only': "default-src 'none'; report-to default",
  'alt-svc': `h3="${THIRD_PARTY}:443"; ma=86400, h2="${THIRD_PARTY}:443"; ma=86400`,
  link: [
    `<${there}/preload.js>; rel=preload; as=script`,
    `<${there}>; rel=preconnect`,
    `<//dns.${THIRD_PARTY}>; rel=dns-prefetch`,
  ],
  'accept-ch': 'Sec-CH-UA-Platform-Version, Sec-CH-UA-Model, DPR, Viewport-Width',
  'critical-ch': 'Sec-CH-UA-Model',
  'set-cookie': ['planted=1; Max-Age=86400; Secure', 'everywhere=1; Max-Age=86400; Secure; Path=/'],
  'www-authenticate': ['Negotiate', 'NTLM', 'Basic realm="NERD"'],
  'cache-control': 'public, max-age=86400, immutable',
  etag: '"planted"',
  refresh: `1; url=${there}/refresh`,
  sourcemap: `${there}/map`,
  'speculation-rules': `"${there}/rules.json"`,
  'strict-transport-security': 'max-age=86400; includeSubDomains; preload',
};

/** The header fields that a request of the app would have if something of the last answer had been stored. */
export const REPLAYED_HEADERS = [
  'cookie',
  'authorization',
  'if-none-match',
  'sec-ch-ua-model',
  'dpr',
  'alt-used',
  'referer',
];
