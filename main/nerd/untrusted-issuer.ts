import type { Certificate, Session } from 'electron';
import { plainText } from '../core/input/plain-text.ts';

const LONGEST_NAME = 60;
/** net::ERR_CERT_AUTHORITY_INVALID */
const AUTHORITY_INVALID = -202;
/** Electron's word for "as Chromium has decided". */
const CHROMIUMS_VERDICT = -3;

/**
 * Looks on while Chromium judges certificates, and remembers who has issued the ones of an authority that this computer
 * does not trust. The verdict stays Chromium's. Gives back how to ask for the last one that this host has shown.
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
