import { FEWEST_BITS, type KeyProblem, type KeyProblemKind } from '../input/private-key-input.ts';
import { CREDENTIALS, type AboutCredential } from './credentials.ts';
import { joined, SAME_AGAIN, type None, type MessageTable } from './message.ts';
import { keychainText, type KeychainFacts } from './keychain.ts';

/** The conditions of a key pair before it is tried, and of the other credentials. */
export interface KeyPairConditions {
  keyNotTaken: { readonly problem: KeyProblem };
  keyFileNotRead: None;
  keyMissing: None;
  clientIdMissing: None;
  clientIdStrange: None;
  keyIdStrange: None;
  pairNotMade: KeychainFacts;
  /** The pair is made and stored, but its public key could not be saved to a file. */
  publicKeyNotSaved: None;
  pairNotThere: None;
  pairNotRead: KeychainFacts;
  pairNotDeleted: KeychainFacts;
  emailNotCopied: None;
  notSwitched: AboutCredential & KeychainFacts;
  otherCredentialGone: AboutCredential;
}

interface KeyProblemText {
  readonly title: string;
  /** What the user entered. */
  readonly happened: string;
  readonly toDo: string;
}

const NEEDED =
  'NERD Tray needs the private key as a PEM text, the file that begins with “-----BEGIN PRIVATE KEY-----”.';

/** The closed table of what can be entered in place of a private key. */
const PROBLEM_TEXTS: Readonly<Record<KeyProblemKind, KeyProblemText>> = {
  empty: { title: 'There is no key here', happened: 'This is empty.', toDo: NEEDED },
  tooLarge: { title: 'Too large for a key', happened: 'This is far larger than any private key.', toDo: NEEDED },
  zip: {
    title: 'That is a zip file',
    happened: 'This is a zip file.',
    toDo: 'Unpack it first, then choose the private key in it: the file that begins with “-----BEGIN PRIVATE KEY-----”.',
  },
  binary: {
    title: 'Not a key as text',
    happened: 'This is a binary file, perhaps a key in DER form or a key store.',
    toDo: `${NEEDED} OpenSSL makes it: “openssl pkey -inform DER -in FILE -out private.pem”.`,
  },
  notPem: { title: 'That is not a private key', happened: 'There is no private key in this text.', toDo: NEEDED },
  encrypted: {
    title: 'This private key has a password',
    happened: 'This private key is encrypted, and NERD Tray asks for no password.',
    toDo: 'Decrypt it with “openssl rsa -in FILE -out private.pem”, and give that; it goes into your keychain only.',
  },
  publicKey: {
    title: 'That is a public key',
    happened: 'This is the public half, which goes to Kensho.',
    toDo: 'NERD Tray needs the other half, which stays with you: the file that begins with “-----BEGIN PRIVATE KEY-----”.',
  },
  certificate: {
    title: 'That is a certificate',
    happened: 'This is a certificate, or a request for one, and holds no private key.',
    toDo: NEEDED,
  },
  ssh: {
    title: 'That is an SSH key',
    happened: 'This private key is in the form of OpenSSH or PuTTY.',
    toDo: 'Make a new pair for NERD alone; or turn a copy of this key into PEM with “ssh-keygen -p -N "" -m PEM -f COPY”.',
  },
  notRsa: {
    title: 'Not an RSA key',
    happened: 'This private key is of another kind, such as EC or Ed25519.',
    toDo: 'NERD takes RSA keys of 2,048 bits or more.',
  },
  rsaPss: {
    title: 'That is an RSA-PSS key',
    happened: 'This private key is an RSA-PSS key, which can’t sign as NERD asks.',
    toDo: 'Make a plain RSA key: “openssl genrsa -out private.pem 2048”.',
  },
  short: {
    title: 'This key is too short',
    happened: 'This RSA key is too short to be safe.',
    toDo: 'NERD takes RSA keys of 2,048 bits or more. Make a new pair, and send its public key to Kensho.',
  },
  broken: {
    title: 'This key is broken',
    happened: 'This begins like a private key, but is cut off or changed.',
    toDo: 'Copy all of it, from “-----BEGIN” to the last “-----”.',
  },
};

function keyProblemText(problem: KeyProblem): KeyProblemText {
  const text = PROBLEM_TEXTS[problem.kind];
  if (problem.kind !== 'short') return text;
  return { ...text, happened: `This RSA key has ${problem.bits} bits, and ${FEWEST_BITS} are the fewest.` };
}

export const KEY_PAIR_MESSAGES: MessageTable<KeyPairConditions> = {
  keyNotTaken: ({ problem }) => ({ tone: 'attention', ...keyProblemText(problem), works: undefined }),
  keyFileNotRead: {
    tone: 'attention',
    title: 'The file could not be read',
    happened: 'NERD Tray could not read this file.',
    works: undefined,
    toDo: 'Check that it is there and that you may read it, or paste the key.',
  },
  keyMissing: {
    tone: 'attention',
    title: 'The private key is missing',
    happened: 'There is no private key yet.',
    works: undefined,
    toDo: 'Choose its file, drop it here, or paste it.',
  },
  clientIdMissing: {
    tone: 'attention',
    title: 'The Client ID is missing',
    happened: 'There is no Client ID yet.',
    works: undefined,
    toDo: 'Kensho sends it after it has your public key.',
  },
  clientIdStrange: {
    tone: 'attention',
    title: 'Not a Client ID',
    happened: 'A Client ID is one short word, and this is not.',
    works: undefined,
    toDo: 'Copy just the Client ID that Kensho has sent.',
  },
  keyIdStrange: {
    tone: 'attention',
    title: 'Not a key ID',
    happened: 'A key ID is one short word, and this is not.',
    works: undefined,
    toDo: 'Leave it empty unless Kensho has given you one.',
  },
  pairNotMade: (facts) => {
    const { title, happened, toDo } = keychainText(facts);
    return {
      tone: 'problem',
      title,
      happened: 'The new key pair could not be stored, so it was thrown away.',
      works: 'All else is as before.',
      toDo: joined(happened, toDo),
      action: SAME_AGAIN,
    };
  },
  publicKeyNotSaved: {
    tone: 'attention',
    title: 'The public key was not saved',
    happened: 'The file could not be written: the folder may be read-only, or the disk full.',
    works: 'The pair is made, and its private key is in your keychain.',
    toDo: 'Save the public key once more, in another folder.',
  },
  pairNotThere: {
    tone: 'attention',
    title: 'No key pair waits',
    happened: 'The key pair that was made here is not in the keychain any more.',
    works: 'All else is as before.',
    toDo: 'Make a new one.',
  },
  pairNotRead: (facts) => ({
    tone: 'problem',
    ...keychainText(facts),
    works: 'The key pair stays where it is.',
    action: SAME_AGAIN,
  }),
  pairNotDeleted: (facts) => {
    const { title, happened, toDo } = keychainText(facts);
    return {
      tone: 'problem',
      title,
      happened: 'The key pair could not be deleted from the keychain.',
      works: 'It still waits for its Client ID.',
      toDo: joined(happened, toDo),
      action: SAME_AGAIN,
    };
  },
  emailNotCopied: {
    tone: 'attention',
    title: 'Not copied',
    happened: 'The clipboard did not take the text. Another program may be holding it.',
    works: 'All else is as before.',
    toDo: 'Try again.',
  },
  notSwitched: (facts) => {
    const { title, happened, toDo } = keychainText(facts);
    return {
      tone: 'problem',
      title,
      happened: `Your ${CREDENTIALS[facts.what].name} could not be read.`,
      works: 'NERD Tray goes on as before.',
      toDo: joined(happened, toDo),
      action: SAME_AGAIN,
    };
  },
  otherCredentialGone: ({ what }) => ({
    tone: 'attention',
    title: 'It is not kept any more',
    happened: `Your ${CREDENTIALS[what].name} is not in the keychain any more.`,
    works: 'NERD Tray goes on as before.',
    toDo: 'Enter it again to use it.',
  }),
};
