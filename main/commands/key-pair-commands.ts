import type { CommandOf } from '../../preload/contract/command.ts';
import type { KeyResult, PlainResult } from '../../preload/contract/command-results.ts';
import { makePrivateKey, publicKeyPem, readPrivateKey } from '../keychain/rsa-key.ts';
import { KEY_EMAIL } from '../core/messages/key-email.ts';
import { keychainFacts } from '../core/messages/keychain.ts';
import { LONGEST_KEY_TEXT, parseIdentifier } from '../core/input/private-key-input.ts';
import { plainText } from '../core/input/plain-text.ts';
import type { Clipboard, KeyFiles } from '../ports/desktop.ts';
import type { CredentialActions } from '../token/credential-actions.ts';
import type { ServerClock } from '../token/server-clock.ts';
import type { PendingKeyPair } from '../token/pending-key-pair.ts';
import { connectResult, failuresIn, OK, type FailedResult, type Handlers, type ResultParts } from './handlers.ts';

/** As file systems have it. */
const LONGEST_FILE_NAME = 255;

export interface KeyPairCommandParts extends ResultParts {
  readonly account: Pick<CredentialActions, 'connect'>;
  readonly pendingKeyPair: PendingKeyPair;
  readonly keyFiles: KeyFiles;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly clock: Pick<ServerClock, 'now'>;
}

export interface KeyPairCommands {
  readonly handlers: Handlers<
    | 'takeKey'
    | 'chooseKeyFile'
    | 'dropKey'
    | 'connectKeyPair'
    | 'makeKeyPair'
    | 'savePublicKey'
    | 'copyKeyEmail'
    | 'discardKeyPair'
  >;
  /** Forgets a private key that was taken: whoever would have connected it has gone. */
  windowClosed(): void;
}

/** The commands about a key pair. A private key that was taken is held here alone, until it is connected or dropped. */
export function createKeyPairCommands(parts: KeyPairCommandParts): KeyPairCommands {
  const { service, account, pendingKeyPair, keyFiles, clipboard, clock, context } = parts;
  let taken: string | undefined;

  const failed = failuresIn(context);
  const inField = (result: FailedResult) => ({ ...result, reason: 'field' }) as const;

  const take = (text: string, fileName: string | undefined): KeyResult => {
    // One that is turned down is not shown, and neither is the one before it.
    taken = undefined;
    const read = readPrivateKey(text);
    if (!read.ok) return inField(failed({ kind: 'keyNotTaken', problem: read.problem }));
    taken = read.privateKey;
    return { ok: true, key: { bits: read.bits, fileName } };
  };

  /** The private key to connect with, or why there is none. */
  const privateKeyOf = async (key: CommandOf<'connectKeyPair'>['key']): Promise<string | FailedResult> => {
    if (key === 'taken') return taken ?? failed({ kind: 'keyMissing' });
    const stored = await pendingKeyPair.read();
    if (!stored.ok) return failed({ kind: 'pairNotRead', ...keychainFacts(stored.why, context()) });
    return stored.value?.privateKey ?? failed({ kind: 'pairNotThere' });
  };

  const savePublic = async (privateKey: string): Promise<PlainResult> =>
    (await keyFiles.savePublicKey(publicKeyPem(privateKey))) === 'failed' ? failed({ kind: 'publicKeyNotSaved' }) : OK;

  const savePublicKey = async (): Promise<PlainResult> => {
    const privateKey = await privateKeyOf('made');
    service.redraw();
    return typeof privateKey === 'string' ? savePublic(privateKey) : privateKey;
  };

  const drop = (): void => {
    taken = undefined;
  };

  return {
    windowClosed: drop,
    handlers: {
      takeKey: ({ text }) => take(text, undefined),
      async chooseKeyFile() {
        const file = await keyFiles.choose(LONGEST_KEY_TEXT);
        if (file.kind === 'chosen') return take(file.text, plainText(file.name, LONGEST_FILE_NAME));
        if (file.kind === 'cancelled') return OK;
        drop();
        return inField(failed({ kind: 'keyFileNotRead' }));
      },
      dropKey() {
        drop();
        return OK;
      },
      async connectKeyPair({ clientId: typedId, key, kid: typedKid }) {
        if (typedId.trim() === '') return inField(failed({ kind: 'clientIdMissing' }));
        const clientId = parseIdentifier(typedId);
        if (clientId === undefined) return inField(failed({ kind: 'clientIdStrange' }));
        const kid = typedKid === undefined || typedKid.trim() === '' ? undefined : parseIdentifier(typedKid);
        if (kid === undefined && (typedKid ?? '').trim() !== '') return inField(failed({ kind: 'keyIdStrange' }));
        const privateKey = await privateKeyOf(key);
        if (typeof privateKey !== 'string') return inField(privateKey);
        const outcome = await account.connect({
          kind: 'keyPair',
          clientId,
          privateKey,
          ...(kid === undefined ? {} : { kid }),
        });
        // Otherwise the person may try the key again, or with another Client ID.
        if (outcome.kind === 'connected' && key === 'taken') taken = undefined;
        return connectResult(outcome, parts);
      },
      async makeKeyPair() {
        // The public key of a pending pair may have been sent to Kensho already.
        if (pendingKeyPair.facts !== undefined) return savePublicKey();
        const privateKey = await makePrivateKey();
        const why = await pendingKeyPair.save({ madeAt: clock.now(), privateKey });
        if (why !== undefined) return failed({ kind: 'pairNotMade', ...keychainFacts(why, context()) });
        service.redraw();
        return savePublic(privateKey);
      },
      savePublicKey,
      async copyKeyEmail() {
        return (await clipboard.writeText(KEY_EMAIL)) === 'written' ? OK : failed({ kind: 'emailNotCopied' });
      },
      async discardKeyPair() {
        const why = await pendingKeyPair.discard();
        service.redraw();
        return why === undefined ? OK : failed({ kind: 'pairNotDeleted', ...keychainFacts(why, context()) });
      },
    },
  };
}
