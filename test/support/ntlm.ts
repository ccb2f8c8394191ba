import { createHmac, randomBytes } from 'node:crypto';

/** What a proxy has to see of a client that answers by NTLM (MS-NLMP). */
export interface NtlmServer {
  /** Judges a Proxy-Authorization header: undefined if it is right, else the value of the next Proxy-Authenticate header. */
  judge(given: string | undefined): string | undefined;
}

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');
/** MS-NLMP §2.2.2.5: Unicode, target's name, NTLM, always sign, a domain, extended session security, target info, 128, 56. */
const FLAGS = 0xa0898205;
const DOMAIN = 'NAVY';

/** One connection's side of a server that accepts this user, by NTLMv2 alone. */
export function ntlmServer(name: string, password: string): NtlmServer {
  const challenge = randomBytes(8);
  return {
    judge(given) {
      const message = Buffer.from(/^NTLM (\S+)$/u.exec(given ?? '')?.[1] ?? '', 'base64');
      if (!message.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return 'NTLM';
      switch (message.readUInt32LE(8)) {
        case 1:
          return `NTLM ${challengeMessage(challenge).toString('base64')}`;
        case 3:
          return isProof(message, challenge, name, password) ? undefined : 'NTLM';
        default:
          return 'NTLM';
      }
    },
  };
}

/** CHALLENGE_MESSAGE, MS-NLMP §2.2.1.2. */
function challengeMessage(challenge: Buffer): Buffer {
  const target = Buffer.from(DOMAIN, 'utf16le');
  const pair = (id: number, value: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(value.length, 2);
    return Buffer.concat([head, value]);
  };
  // MsvAvNbDomainName, MsvAvNbComputerName, MsvAvEOL.
  const info = Buffer.concat([pair(2, target), pair(1, Buffer.from('PROXY', 'utf16le')), pair(0, Buffer.alloc(0))]);
  const head = Buffer.alloc(56);
  SIGNATURE.copy(head);
  head.writeUInt32LE(2, 8);
  writeField(head, 12, target.length, head.length);
  head.writeUInt32LE(FLAGS, 20);
  challenge.copy(head, 24);
  writeField(head, 40, info.length, head.length + target.length);
  return Buffer.concat([head, target, info]);
}

function writeField(head: Buffer, at: number, length: number, offset: number): void {
  head.writeUInt16LE(length, at);
  head.writeUInt16LE(length, at + 2);
  head.writeUInt32LE(offset, at + 4);
}

/** Whether an AUTHENTICATE_MESSAGE proves that its sender knows the password (MS-NLMP §3.3.2). */
function isProof(message: Buffer, challenge: Buffer, name: string, password: string): boolean {
  const field = (at: number) => {
    const offset = message.readUInt32LE(at + 4);
    return message.subarray(offset, offset + message.readUInt16LE(at));
  };
  const [answer, domain, user] = [field(20), field(28), field(36).toString('utf16le')];
  if (user.toLowerCase() !== name.toLowerCase()) return false;
  const secret = hmacMd5(md4(Buffer.from(password, 'utf16le')), [Buffer.from(user.toUpperCase(), 'utf16le'), domain]);
  return hmacMd5(secret, [challenge, answer.subarray(16)]).equals(answer.subarray(0, 16));
}

function hmacMd5(key: Buffer, parts: readonly Buffer[]): Buffer {
  return createHmac('md5', key).update(Buffer.concat(parts)).digest();
}

/** RFC 1320. OpenSSL 3 has it among its legacy algorithms only, which Node does not load. */
export function md4(text: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((text.length + 9) / 64) * 64);
  text.copy(padded);
  padded[text.length] = 0x80;
  padded.writeUInt32LE(text.length * 8, padded.length - 8);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const rounds = [
    { mix: (x: number, y: number, z: number) => (x & y) | (~x & z), add: 0, shifts: [3, 7, 11, 19], order: ROUND_1 },
    {
      mix: (x: number, y: number, z: number) => (x & y) | (x & z) | (y & z),
      add: 0x5a827999,
      shifts: [3, 5, 9, 13],
      order: ROUND_2,
    },
    { mix: (x: number, y: number, z: number) => x ^ y ^ z, add: 0x6ed9eba1, shifts: [3, 9, 11, 15], order: ROUND_3 },
  ];
  for (let block = 0; block < padded.length; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (const { mix, add, shifts, order } of rounds) {
      order.forEach((word, step) => {
        const sum = (a + mix(b, c, d) + padded.readUInt32LE(block + word * 4) + add) >>> 0;
        const by = shifts[step % 4] ?? 0;
        [a, d, c, b] = [d, c, b, ((sum << by) | (sum >>> (32 - by))) >>> 0];
      });
    }
    [a, b, c, d].forEach((value, index) => (state[index] = ((state[index] ?? 0) + value) >>> 0));
  }
  const digest = Buffer.alloc(16);
  state.forEach((value, index) => digest.writeUInt32LE(value, index * 4));
  return digest;
}

const ROUND_1 = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const ROUND_2 = [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15];
const ROUND_3 = [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15];
