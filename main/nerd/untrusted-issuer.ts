import type { Certificate, Session } from 'electron';
import { plainText } from '../core/input/plain-text.ts';

/** In characters: a certificate can hold any name. */
const LONGEST_NAME = 60;
/** net::ERR_CERT_AUTHORITY_INVALID */
const AUTHORITY_INVALID = -202;
/** With this result Chromium's own verdict stays (`setCertificateVerifyProc`). */
const CHROMIUMS_VERDICT = -3;

/**
 * Watches while Chromium verifies certificates, and remembers the issuers that this computer does not trust. The
 * verdict stays Chromium's. Gives a function that names the issuer of a host's last certificate; undefined if that is
 * trusted.
 */
export function watchIssuers(session: Session): (host: string) => string | undefined {
  const issuers = new Map<string, string>();
  session.setCertificateVerifyProc(({ hostname, certificate, errorCode }, judge) => {
    const name = errorCode === AUTHORITY_INVALID ? issuerOf(certificate) : '';
    if (name === '') issuers.delete(hostname);
    else issuers.set(hostname, name);
    judge(CHROMIUMS_VERDICT);
  });
  return (host) => issuers.get(host);
}

function issuerOf({ issuer }: Certificate): string {
  return plainText(issuer.commonName || (issuer.organizations[0] ?? ''), LONGEST_NAME);
}
