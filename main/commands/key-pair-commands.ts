import type { CommandResults, KeyResult } from '../../preload/contract/command.ts';
import type { EpochMs } from '../../preload/contract/snapshot.ts';
import { makePrivateKey, publicKeyPem, readPrivateKey } from '../keychain/rsa-key.ts';
import { connectResult } from './command-results.ts';
import { readIdentifier } from '../core/input/client-id.ts';
import { KEY_EMAIL } from '../core/messages/key-email.ts';
import { LONGEST_KEY_TEXT } from '../core/input/private-key-input.ts';
import type { MessageContext } from '../core/messages/conditions.ts';
import { messageOf, type Situation } from '../core/messages/messages.ts';
import type { Clipboard, KeyFiles } from '../ports/desktop.ts';
import type { CredentialActions } from '../token/credential-actions.ts';
import type { TokenService } from '../token/token-service.ts';
import type { PendingKeyPair } from '../token/pending-key-pair.ts';

export interface KeyCommandParts {
  readonly service: TokenService;
  readonly account: CredentialActions;
  readonly pendingKeyPair: PendingKeyPair;
  readonly files: KeyFiles;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly words: () => MessageContext;
  readonly now: () => EpochMs;
}

type Kinds =
  | 'takeKey'
  | 'chooseKeyFile'
  | 'dropKey'
  | 'connectKeyPair'
  | 'makeKeyPair'
  | 'savePublicKey'
  | 'copyKeyEmail'
  | 'discardKeyPair';

interface WithIds {
  readonly clientId: string;
  readonly key: 'taken' | 'made';
  readonly kid?: string;
}

export type KeyCommands = {
  readonly [K in Exclude<Kinds, 'takeKey' | 'connectKeyPair'>]: () => CommandResults[K] | Promise<CommandResults[K]>;
} & {
  readonly takeKey: (command: { readonly text: string }) => KeyResult;
  readonly connectKeyPair: (command: WithIds) => Promise<CommandResults['connectKeyPair']>;
};

const OK = { ok: true } as const;

/** What a person does about a key pair. A private key that was taken is held here alone until it is connected or dropped. */
export function createKeyCommands(parts: KeyCommandParts): KeyCommands {
  const { service, account, pendingKeyPair, files, clipboard, words, now } = parts;
  let taken: string | undefined;

  const failed = (situation: Situation) => ({ ok: false, message: messageOf(situation, words()) }) as const;
  const inField = (result: ReturnType<typeof failed>) => ({ ...result, reason: 'field' }) as const;
  const take = (text: string, fileName: string | undefined): KeyResult => {
    const read = readPrivateKey(text);
    if (!read.ok) return inField(failed({ kind: 'keyNotTaken', problem: read.problem }));
    taken = read.privateKey;
    return { ok: true, key: { bits: read.bits, fileName } };
  };

  /** The private key to connect with, or why there is none. */
  const privateKeyOf = async (key: WithIds['key']): Promise<string | ReturnType<typeof failed>> => {
    if (key === 'taken') return taken ?? failed({ kind: 'keyMissing' });
    const stored = await pendingKeyPair.read();
    if (!stored.ok) return failed({ kind: 'pairNotRead', why: stored.why, system: words().system });
    return stored.value?.privateKey ?? failed({ kind: 'pairNotThere' });
  };

  const savePublic = async (privateKey: string): Promise<CommandResults['savePublicKey']> =>
    (await files.savePublicKey(publicKeyPem(privateKey))) === 'failed' ? failed({ kind: 'publicKeyNotSaved' }) : OK;

  const savePublicKey = async (): Promise<CommandResults['savePublicKey']> => {
    const privateKey = await privateKeyOf('made');
    service.redraw();
    return typeof privateKey === 'string' ? savePublic(privateKey) : privateKey;
  };

  return {
    takeKey: ({ text }) => take(text, undefined),
    async chooseKeyFile() {
      const file = await files.choose(LONGEST_KEY_TEXT);
      if (file.kind === 'chosen') return take(file.text, file.name);
      return file.kind === 'cancelled' ? OK : inField(failed({ kind: 'keyFileNotRead' }));
    },
    dropKey() {
      taken = undefined;
      return OK;
    },
    async connectKeyPair({ clientId: typedId, key, kid: typedKid }) {
      if (typedId.trim() === '') return inField(failed({ kind: 'clientIdMissing' }));
      const clientId = readIdentifier(typedId);
      if (clientId === undefined) return inField(failed({ kind: 'clientIdStrange' }));
      const kid = typedKid === undefined || typedKid.trim() === '' ? undefined : readIdentifier(typedKid);
      if (kid === undefined && (typedKid ?? '').trim() !== '') return inField(failed({ kind: 'keyIdStrange' }));
      const privateKey = await privateKeyOf(key);
      if (typeof privateKey !== 'string') return inField(privateKey);
      const outcome = await account.connect({
        kind: 'keyPair',
        clientId,
        privateKey,
        ...(kid === undefined ? {} : { kid }),
      });
      // Else the person may try another Client ID with it, or try once more.
      if (outcome.kind === 'connected' && key === 'taken') taken = undefined;
      return connectResult(outcome, service, words());
    },
    async makeKeyPair() {
      // One that waits may have been sent to Kensho already.
      if (pendingKeyPair.facts !== undefined) return savePublicKey();
      const privateKey = await makePrivateKey();
      const why = await pendingKeyPair.save({ madeAt: now(), privateKey });
      if (why !== undefined) return failed({ kind: 'pairNotMade', why, system: words().system });
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
      return why === undefined ? OK : failed({ kind: 'pairNotDeleted', why, system: words().system });
    },
  };
}
