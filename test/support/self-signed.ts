import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A server's key and certificate in PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
  /** The hash of its public key, as pins have it (RFC 7469 §2.4). */
  readonly pin: string;
}

// The few DER types a certificate needs (X.690 §8; RFC 5280 §4.1).
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

const SHA256_WITH_RSA = sequence(oid('2a864886f70d01010b'), der(0x05));
const COMMON_NAME = oid('550403');
const SUBJECT_ALT_NAME = oid('551d11');
const BASIC_CONSTRAINTS = oid('551d13');
const DAY_MS = 86_400_000;
const TRUE = der(0x01, Buffer.of(0xff));

const named = (name: string) => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
const pem = (certificate: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;

interface CertificateOf {
  readonly subject: string;
  readonly issuer: string;
  readonly spki: Buffer;
  readonly signedWith: KeyObject;
  readonly extension: Buffer;
}

function certificate({ subject, issuer, spki, signedWith, extension }: CertificateOf): string {
  const validity = sequence(utcTime(new Date(Date.now() - DAY_MS)), utcTime(new Date(Date.now() + DAY_MS)));
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1, ...randomBytes(8))),
    SHA256_WITH_RSA,
    named(issuer),
    validity,
    named(subject),
    spki,
    der(0xa3, sequence(extension)),
  );
  const signature = der(0x03, Buffer.of(0), sign('sha256', toBeSigned, signedWith));
  return pem(sequence(toBeSigned, SHA256_WITH_RSA, signature));
}

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { spki: publicKey.export({ type: 'spki', format: 'der' }), privateKey };
}

const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A certificate for 127.0.0.1 that is right in all but one thing: nobody vouches for it. */
export function selfSigned(): ServerIdentity {
  const { spki, privateKey } = keyPair();
  const address = der(0x04, sequence(der(0x87, Buffer.of(127, 0, 0, 1))));
  const cert = certificate({
    subject: '127.0.0.1',
    issuer: '127.0.0.1',
    spki,
    signedWith: privateKey,
    extension: sequence(SUBJECT_ALT_NAME, address),
  });
  return { key: privatePem(privateKey), cert, pin: createHash('sha256').update(spki).digest('base64') };
}

/** Who issues certificates, as a company's own authority does. */
export interface Authority {
  /** Its own certificate in PEM, for whoever is to trust it. */
  readonly cert: string;
  issue(host: string): Pick<ServerIdentity, 'key' | 'cert'>;
}

/** Makes a certificate authority called `name` that nobody trusts yet. */
export function createAuthority(name: string): Authority {
  const { spki, privateKey } = keyPair();
  const extension = sequence(BASIC_CONSTRAINTS, TRUE, der(0x04, sequence(TRUE)));
  const cert = certificate({ subject: name, issuer: name, spki, signedWith: privateKey, extension });
  return {
    cert,
    issue(host) {
      const own = keyPair();
      const hostName = der(0x04, sequence(der(0x82, Buffer.from(host))));
      const leaf = certificate({
        subject: host,
        issuer: name,
        spki: own.spki,
        signedWith: privateKey,
        extension: sequence(SUBJECT_ALT_NAME, hostName),
      });
      return { key: privatePem(own.privateKey), cert: leaf };
    },
  };
}
