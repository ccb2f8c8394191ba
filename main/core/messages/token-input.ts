import type { ActionButton } from '../../../preload/contract/message.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import type { OAuthErrorCode, RefreshFailure } from '../token/answer.ts';
import { span } from '../time/time-format.ts';
import { joined, type None, type MessageTable, type TimeContext } from './message.ts';
import { CREDENTIALS, bareRejectionText, rejectionText, type AboutCredential } from './credentials.ts';
import { failureAction, failureText } from './request-failures.ts';
import { keychainText, type KeychainFacts } from './keychain.ts';
import { RETRY_KEYCHAIN } from './session.ts';

/** The credential, and whether there is already a session that it would replace. */
interface AboutCandidate extends AboutCredential {
  readonly connected: boolean;
}

/** The conditions of a text that was entered as a refresh token, and of a credential that was entered. */
export interface TokenInputConditions {
  pastedNothing: None;
  pastedTooMuch: None;
  /** There is no text that looks like a refresh token. */
  pastedNoToken: None;
  pastedSeveral: None;
  pastedStrangeCharacters: None;
  pastedNotAscii: None;
  pastedPrivateKey: None;
  /** One word that may be a refresh token and does not look like one; `length` is in characters. */
  pastedUnusual: { readonly length: number };
  /** `expiresAt` is the access token's end, if it states one. */
  pastedAccessToken: { readonly expiresAt: EpochMs | undefined };
  /** NERD could not be reached, and the user may save the credential for later. */
  notTried: AboutCandidate & { readonly failure: RefreshFailure };
  /** The user has saved the credential for later. */
  waiting: AboutCandidate & { readonly failure: RefreshFailure | undefined; readonly retryAt: EpochMs };
  /** The credential is saved for later, but in memory only. */
  waitingInMemory: AboutCredential & KeychainFacts;
  /** NERD accepted the credential, but the keychain did not store it. */
  notStored: AboutCandidate & KeychainFacts;
  /** NERD rejected the credential; a `bare` refusal may have come from something else. */
  candidateRejected: AboutCandidate & {
    readonly errorCode?: OAuthErrorCode | undefined;
    readonly bare?: true | undefined;
  };
  /** Another credential was entered while this one was tried. */
  overtaken: None;
}

const KEEP: ActionButton = { kind: 'saveForLater', label: 'Keep it and try later' };

export const TOKEN_INPUT_MESSAGES: MessageTable<TokenInputConditions> = {
  pastedNothing: {
    tone: 'attention',
    title: 'Nothing to connect with',
    happened: 'There is no text here.',
    works: undefined,
    toDo: 'Copy the refresh token from your Account page in NERD, then paste it.',
  },
  pastedTooMuch: {
    tone: 'attention',
    title: 'Too long for a refresh token',
    happened: 'A refresh token is one short line, and this is far longer.',
    works: undefined,
    toDo: 'Copy just the refresh token from your Account page.',
  },
  pastedNoToken: {
    tone: 'attention',
    title: 'Not a refresh token',
    happened: 'That doesn’t look like a refresh token. Nothing was sent.',
    works: undefined,
    toDo: 'Copy just the refresh token from your Account page.',
  },
  pastedSeveral: {
    tone: 'attention',
    title: 'More than one token',
    happened: 'There’s more than one possible token here. Nothing was sent.',
    works: undefined,
    toDo: 'Copy just the refresh token from your Account page.',
  },
  pastedNotAscii: {
    tone: 'attention',
    title: 'Not a refresh token',
    happened: 'A refresh token has only plain letters, digits and signs. Nothing was sent.',
    works: undefined,
    toDo: 'Copy just the refresh token from your Account page.',
  },
  pastedPrivateKey: {
    tone: 'attention',
    title: 'That is a private key',
    happened: 'That’s a private key, not a refresh token. Nothing was sent.',
    works: undefined,
    toDo: 'To connect with it, open “Key pair (production)”.',
  },
  pastedUnusual: ({ length }) => ({
    tone: 'attention',
    title: 'An unusual refresh token',
    happened: `That doesn’t look like a refresh token: one word, ${length.toLocaleString('en-US')} ${length === 1 ? 'character' : 'characters'}. Nothing was sent.`,
    works: undefined,
    action: { kind: 'sendAnyway', label: 'Send anyway' },
  }),
  pastedStrangeCharacters: {
    tone: 'attention',
    title: 'Not a refresh token',
    happened: 'This text has characters that no refresh token has.',
    works: undefined,
    toDo: 'Copy just the refresh token from your Account page.',
  },
  pastedAccessToken: ({ expiresAt }, context) => ({
    tone: 'attention',
    title: 'That is an access token',
    works: accessTokenLife(expiresAt, context),
    toDo: 'NERD Tray needs the other one, the refresh token on the same page: it lasts a week, and fetches access tokens for you.',
  }),
  notTried: ({ what, failure, connected }) => {
    const { title, happened } = failureText(failure);
    const cure = failureAction(failure);
    return {
      tone: 'attention',
      title,
      happened: joined(
        happened,
        `The ${CREDENTIALS[what].name} could not be tried, so it is not known whether it works.`,
      ),
      works: sessionGoesOn(connected),
      toDo: 'You can keep it, and NERD Tray tries it later.',
      action: cure ?? KEEP,
      ...(cure !== undefined && { other: KEEP }),
    };
  },
  waiting: ({ what, failure, retryAt, connected }, { now, times }) => ({
    tone: 'attention',
    title: `A ${CREDENTIALS[what].name} waits to be tried`,
    happened: failure && failureText(failure).happened,
    works: sessionGoesOn(connected),
    toDo: `The ${CREDENTIALS[what].name} you kept is tried again at ${times.moment(retryAt, now)}.`,
    action: failure && failureAction(failure),
  }),
  waitingInMemory: (facts) => {
    const { title, happened, toDo } = keychainText(facts);
    return {
      tone: 'attention',
      title,
      works: `The ${CREDENTIALS[facts.what].name} is kept in memory only, until you quit.`,
      toDo: joined(happened, toDo),
    };
  },
  notStored: (facts) => {
    const { title, happened, toDo } = keychainText(facts);
    return {
      tone: 'problem',
      title,
      happened: `NERD accepted the ${CREDENTIALS[facts.what].name}, but it could not be stored.`,
      works: sessionGoesOn(facts.connected),
      toDo: joined(happened, toDo, 'Or use it until you quit; it is never written to a file.'),
      action: { kind: 'keepInMemory', label: 'Use it until I quit' },
      other: RETRY_KEYCHAIN,
    };
  },
  candidateRejected: ({ what, errorCode, bare, connected }) => ({
    tone: 'problem',
    ...(bare === true ? bareRejectionText(what) : rejectionText(what, errorCode)),
    works: sessionGoesOn(connected),
    action: CREDENTIALS[what].action,
  }),
  overtaken: {
    tone: 'calm',
    title: 'Not tried any further',
    sentence: 'Another one was entered meanwhile.',
  },
};

function accessTokenLife(expiresAt: EpochMs | undefined, { now, times }: TimeContext): string {
  if (expiresAt === undefined) return 'This is an access token, which works for an hour at most.';
  if (expiresAt <= now) return 'This is an access token, and it has already ended.';
  return `This is an access token, which works for another ${span(expiresAt - now)}, until ${times.moment(expiresAt, now)}.`;
}

/** Says that the session goes on while a new credential fails. */
export function sessionGoesOn(connected: boolean): string | undefined {
  return connected ? 'Your session goes on as before.' : undefined;
}
