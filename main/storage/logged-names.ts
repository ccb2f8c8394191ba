import type { TokenEvent } from '../core/token/events.ts';
import type { SecretSlot } from '../ports/credentials.ts';

/** An entry of the keychain that the log can name. */
export type LoggedSlot = SecretSlot | 'proxy' | 'pendingKeyPair';

/** The token's events by the names that the log has had for them since 0.1.0: a log on disk must stay readable. */
export const TOKEN_EVENT_NAMES: Readonly<Record<TokenEvent['kind'], string>> = {
  keychainRead: 'keychainRead',
  keychainFailed: 'keychainFailed',
  othersRead: 'keptRead',
  switched: 'switched',
  otherRemoved: 'keptGone',
  timeMoved: 'woke',
  systemWoke: 'woke',
  paused: 'paused',
  resumed: 'resumed',
  refreshWanted: 'refreshWanted',
  accessTokenRejected: 'refreshWanted',
  answered: 'answered',
  candidateEntered: 'candidateEntered',
  candidateFailed: 'candidateFailed',
  candidateNotStored: 'candidateNotStored',
  candidateAccepted: 'candidateAccepted',
  candidateSavedForLater: 'candidateKept',
  candidateDiscarded: 'candidateDiscarded',
  stored: 'stored',
  forgotten: 'forgotten',
  proxyAnswered: 'proxyAnswered',
  copied: 'copied',
};

/** The keychain's entries by the names that the log has for them. */
export const SLOT_NAMES: Readonly<Record<LoggedSlot, string>> = {
  refreshToken: 'refreshToken',
  keyPair: 'keyPair',
  demo: 'demo',
  pendingCredential: 'untried',
  proxy: 'proxy',
  pendingKeyPair: 'keyPairSetup',
};
