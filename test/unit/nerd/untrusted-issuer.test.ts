import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { watchIssuers } from '../../../main/nerd/untrusted-issuer.ts';

/** net::ERR_CERT_AUTHORITY_INVALID */
const AUTHORITY_INVALID = -202;

interface Verified {
  readonly hostname: string;
  readonly certificate: { readonly issuer: { readonly commonName: string; readonly organizations: readonly string[] } };
  readonly errorCode: number;
}

/** Chromium, which has certificates verified. */
function start() {
  let verify: (request: Verified, judge: (verdict: number) => void) => void = () => undefined;
  const session = { setCertificateVerifyProc: (given: typeof verify) => void (verify = given) };
  const issuerOf = watchIssuers(session as unknown as Session);
  const see = (errorCode: number, commonName: string, organizations: readonly string[] = []): number => {
    let given = 0;
    const certificate = { issuer: { commonName, organizations } };
    verify({ hostname: 'nerd.example.com', certificate, errorCode }, (verdict) => (given = verdict));
    return given;
  };
  return { issuerOf, see };
}

test('the issuer that this computer does not trust is named, and Chromium’s verdict stays', () => {
  const { issuerOf, see } = start();
  expect(see(AUTHORITY_INVALID, 'Hotel CA')).toBe(-3);
  expect(issuerOf('nerd.example.com')).toBe('Hotel CA');
  expect(issuerOf('other.example.com')).toBeUndefined();
});

test('one without a common name is named by its organization', () => {
  const { issuerOf, see } = start();
  see(AUTHORITY_INVALID, '', ['Hotel Ltd.']);
  expect(issuerOf('nerd.example.com')).toBe('Hotel Ltd.');
});

test('a certificate that is trusted, wrong in another way or without a name makes the one before forgotten', () => {
  for (const [code, name] of [
    [0, 'Public CA'],
    [-200, 'Public CA'],
    [AUTHORITY_INVALID, ''],
  ] as const) {
    const { issuerOf, see } = start();
    see(AUTHORITY_INVALID, 'Hotel CA');
    see(code, name);
    expect(issuerOf('nerd.example.com')).toBeUndefined();
  }
});

test('a name is cut and has nothing that a terminal or a page would obey', () => {
  const { issuerOf, see } = start();
  see(AUTHORITY_INVALID, `Evil\u001b[31m${'x'.repeat(200)}`);
  const name = issuerOf('nerd.example.com') ?? '';
  expect(name.length).toBeLessThanOrEqual(61);
  expect(name).not.toMatch(/\p{Cc}/u);
});
